package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import java.util.List;
import java.util.Set;

/** The language that a requirement is written in, told from its commonest words or its script. */
enum Language {
    EN("the and to of in for is with when then from every all new our please it on a an by into"),
    DE(
            "der die das und ein eine einen einem den dem nicht mit für auf wenn soll sollen bitte wir unsere unser zu im ist jede jeden jedes"),
    ES("el la los las que y un una con para por del al cuando cada nuestro nuestra si se lo su en es sin"),
    FR("le la les des et un une dans pour avec du au quand chaque notre nos est que qui sur il se ne pas dès"),
    PT("o a os as que e um uma com para por do da no na quando cada nosso nossa se em é não sem ao"),
    JA("");

    private final Set<String> common;

    Language(String common) {
        this.common = Set.of(common.split(" "));
    }

    /** English in doubt: it is what most specs and most requirements are written in. */
    static Language of(String text) {
        long kana = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                        || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA)
                .count();
        if (kana >= 3) {
            return JA;
        }
        List<String> words = Words.split(text);
        Language best = EN;
        long most = count(EN, words);
        for (Language language : List.of(DE, ES, FR, PT)) {
            long count = count(language, words);
            if (count > most) {
                best = language;
                most = count;
            }
        }
        return best;
    }

    private static long count(Language language, List<String> words) {
        return words.stream().filter(language.common::contains).count();
    }
}
