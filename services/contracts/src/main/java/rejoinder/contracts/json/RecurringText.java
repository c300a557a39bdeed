package rejoinder.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * Reads a text that stands in many records, such as a name, an office or an outlet: mostly the same object as before, not
 * one of its own for each record. What is held is bounded; which texts are, depends on what was read.
 */
public final class RecurringText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    /** Chars of the longest text that is held. */
    static final int LONGEST = 100;

    private static final int PLACES = 8192;

    /** Where a text's hash puts it. Threads may overwrite each other's texts, and see those of others late or never. */
    private final transient String[] texts = new String[PLACES];

    public RecurringText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING) || json.getTextLength() > LONGEST) {
            return StringDeserializer.instance.deserialize(json, context);
        }
        char[] chars = json.getTextCharacters();
        int from = json.getTextOffset();
        int length = json.getTextLength();
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String known = texts[place];
        if (known != null && isSame(known, chars, from, length)) {
            return known;
        }
        String text = new String(chars, from, length);
        texts[place] = text;
        return text;
    }

    private static boolean isSame(String text, char[] chars, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
