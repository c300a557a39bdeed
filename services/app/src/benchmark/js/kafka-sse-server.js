'use strict';
// kafka-sse as its README has it: FOLDER BROKERS TOPIC; the filters are those of the address, as the gateway has them.
const [folder, brokers, topic] = process.argv.slice(2);
const kafkaSse = require(require('path').join(folder, 'node_modules', 'kafka-sse'));
const server = require('http').createServer((req, res) => {
    const asked = new URL(req.url, 'http://localhost').searchParams;
    const wants = (name, value) => !asked.has(name) || asked.getAll(name).includes(value);
    kafkaSse(req, res, [topic], {
        kafkaConfig: {'metadata.broker.list': brokers},
        allowedTopics: [topic],
        filterer: ({message}) => wants('story', message.story)
            && wants('represents', message.represents.code) && wants('stance', message.stance)
    });
});
server.listen(0, '127.0.0.1', () => console.log('PORT ' + server.address().port));
