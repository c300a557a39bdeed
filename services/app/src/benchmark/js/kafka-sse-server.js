'use strict';
// kafka-sse as its README has it: FOLDER BROKERS TOPIC; the filter is the story in the address.
const [folder, brokers, topic] = process.argv.slice(2);
const kafkaSse = require(require('path').join(folder, 'node_modules', 'kafka-sse'));
const server = require('http').createServer((req, res) => {
    const story = new URL(req.url, 'http://localhost').searchParams.get('story');
    kafkaSse(req, res, [topic], {
        kafkaConfig: {'metadata.broker.list': brokers},
        allowedTopics: [topic],
        filterer: (record) => story === null || record.message.story === story
    });
});
server.listen(0, '127.0.0.1', () => console.log('PORT ' + server.address().port));
