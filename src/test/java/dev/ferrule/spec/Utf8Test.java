package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    /** All of two bytes, and very many of four that begin like several bytes of one character. */
    @Test
    void whatItAcceptsIsWhatTheDecoderAccepts() {
        for (int two = 0; two < 1 << 16; two++) {
            compare((byte) (two >> 8), (byte) two);
        }
        Random random = new Random(7);
        for (int i = 0; i < 300_000; i++) {
            byte[] some = new byte[2 + random.nextInt(6)];
            random.nextBytes(some);
            some[0] = (byte) (0xdd + random.nextInt(0x1a));
            for (int at = 1; at < some.length; at++) {
                some[at] = random.nextInt(4) > 0 ? (byte) (0x80 | some[at] & 0x3f) : some[at];
            }
            compare(some);
        }
    }

    private static void compare(byte... bytes) {
        boolean decodes;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            decodes = true;
        } catch (CharacterCodingException e) {
            decodes = false;
        }
        if (Utf8.isIn(bytes, 0) != decodes) {
            assertThat(Utf8.isIn(bytes, 0)).as(Arrays.toString(bytes)).isEqualTo(decodes);
        }
    }
}
