package dev.ferrule.catalogue;

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

    WeightedWords(String name, String[] words, int[] weights) {
        super(name, new Stream(words, weights), TYPE);
    }

    static WeightedWords of(String name, Map<String, Integer> weights) {
        return new WeightedWords(name, weights.keySet().toArray(String[]::new), counts(weights));
    }

    static int[] counts(Map<String, Integer> weights) {
        return weights.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private static final class Stream extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final String[] words;
        private final int[] weights;
        private int at;

        Stream(String[] words, int[] weights) {
            this.words = words;
            this.weights = weights;
        }

        @Override
        public boolean incrementToken() {
            if (at == words.length) {
                return false;
            }
            clearAttributes();
            term.append(words[at]);
            frequency.setTermFrequency(weights[at++]);
            return true;
        }
    }
}
