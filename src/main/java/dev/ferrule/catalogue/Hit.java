package dev.ferrule.catalogue;

/**
 * An operation that one text found, and how near it is by words and by meaning.
 *
 * @param words share of the text's (rarity-weighted) words that the operation holds, 0 to 1
 * @param wordsZ the same in standard deviations above the mean of the scope
 * @param meaning cosine of the two vectors; 0 while vectors are not ready
 * @param meaningZ the same in standard deviations above the mean of the scope
 */
public record Hit(Card card, float words, float wordsZ, float meaning, float meaningZ) {

    /** Both kinds of nearness in one figure; comparable within one search. */
    public float z() {
        return wordsZ + meaningZ;
    }
}
