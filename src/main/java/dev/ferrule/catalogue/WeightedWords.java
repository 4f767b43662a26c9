package dev.ferrule.catalogue;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/** A field whose words come with their (weighted) frequencies instead of being repeated. */
final class WeightedWords extends Field {

    private static final FieldType TYPE = new FieldType();

    static {
        TYPE.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        TYPE.setTokenized(true);
        TYPE.freeze();
    }

    WeightedWords(String name, Map<String, Integer> weights) {
        super(name, new Stream(weights), TYPE);
    }

    private static final class Stream extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final Iterator<Map.Entry<String, Integer>> words;

        Stream(Map<String, Integer> weights) {
            words = weights.entrySet().iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!words.hasNext()) {
                return false;
            }
            clearAttributes();
            Map.Entry<String, Integer> word = words.next();
            term.append(word.getKey());
            frequency.setTermFrequency(word.getValue());
            return true;
        }
    }
}
