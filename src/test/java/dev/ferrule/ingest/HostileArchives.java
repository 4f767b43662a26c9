package dev.ferrule.ingest;

import dev.ferrule.catalogue.SpecTexts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Archives that are made to fill a disk or a memory, to lead out of a folder, or to be read for ever; by name. */
final class HostileArchives {

    private final Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
    private final int size;

    private HostileArchives(int size) {
        this.size = size;
    }

    /** @param size 1 for small ones; 100 for bombs of gigabytes and a million entries */
    static Map<String, Supplier<byte[]>> of(int size) {
        HostileArchives archives = new HostileArchives(size);
        archives.zips();
        archives.lyingZips();
        archives.all.putAll(HostileTars.of(size));
        return archives.all;
    }

    static byte[] spec(String title) {
        return SpecTexts.described(title, "1", "https://archived.example.io", 1);
    }

    private void zips() {
        all.put("nested.zip", () -> {
            byte[] zip = IngestingFerrule.zip(Map.of("deep.json", new byte[1 << 20]));
            for (int i = 0; i < 10; i++) {
                zip = IngestingFerrule.zip(Map.of("a" + i + ".zip", zip, "b" + i + ".json", zip));
            }
            return zip;
        });
        all.put("out-of-the-folder.zip", () -> {
            RawZip zip = new RawZip();
            for (String name : new String[] {
                "../up.json",
                "a/../../up.json",
                "/etc/absolute.json",
                "C:/drive.json",
                "\\\\host\\share.json",
                "..\\up.json",
                "a\u0000.json",
                "a\n.json",
                "con.json",
                "./dot.json",
                "a//b.json",
                "n".repeat(5_000) + ".json",
                ".json"
            }) {
                zip.add(name, spec("Out of the folder"));
            }
            return zip.end();
        });
        all.put("one-name.zip", () -> {
            RawZip zip = new RawZip();
            for (int i = 0; i < 50; i++) {
                zip.add("same.json", spec("One name " + i));
            }
            return zip.end();
        });
        all.put("tiny-entries.zip", () -> {
            RawZip zip = new RawZip();
            RawZip.Claim claim = RawZip.claim(new byte[0], new byte[0]);
            claim.method = 0;
            for (int i = 0; i < 600 * size && i < 65_000; i++) {
                zip.entry("e" + i + ".json", claim, zip.data("e" + i + ".json", claim, new byte[0]));
            }
            return zip.end();
        });
        all.put("links.zip", () -> {
            RawZip zip = new RawZip();
            byte[] target = "/etc/passwd".getBytes(StandardCharsets.UTF_8);
            RawZip.Claim claim = RawZip.claim(target, target);
            claim.method = 0;
            claim.mode = 0120777;
            zip.entry("link.json", claim, zip.data("link.json", claim, target));
            return zip.end();
        });
    }

    private void lyingZips() {
        all.put("overlap.zip", () -> {
            RawZip zip = new RawZip();
            byte[] content = new byte[Math.min(10, size) * 4_000_000];
            byte[] packed = RawZip.deflated(content);
            RawZip.Claim claim = RawZip.claim(content, packed);
            int offset = zip.data("kernel.json", claim, packed);
            for (int i = 0; i < 2_000; i++) {
                zip.entry("kernel.json".replace("k", i + "k"), claim, offset);
            }
            return zip.end();
        });
        all.put("smaller-than-it-is.zip", () -> {
            RawZip zip = new RawZip();
            byte[] content = new byte[size * 600_000];
            byte[] packed = RawZip.deflated(content);
            RawZip.Claim claim = RawZip.claim(content, packed);
            claim.size = 10;
            for (int i = 0; i < 100; i++) {
                zip.entry("lie" + i + ".json", claim, zip.data("lie" + i + ".json", claim, packed));
            }
            return zip.end();
        });
        all.put("larger-than-it-is.zip", () -> {
            RawZip zip = new RawZip();
            byte[] packed = RawZip.deflated(new byte[10]);
            RawZip.Claim claim = RawZip.claim(new byte[10], packed);
            claim.size = 0xFFFFFFF0L;
            zip.entry("lie.json", claim, zip.data("lie.json", claim, packed));
            return zip.end();
        });
        all.put("encrypted.zip", () -> {
            RawZip zip = new RawZip();
            byte[] packed = RawZip.deflated(spec("Encrypted"));
            RawZip.Claim claim = RawZip.claim(spec("Encrypted"), packed);
            claim.flags |= 1;
            zip.entry("secret.json", claim, zip.data("secret.json", claim, packed));
            zip.add("open.json", spec("Beside an encrypted one"));
            return zip.end();
        });
        all.put("method.zip", () -> {
            RawZip zip = new RawZip();
            RawZip.Claim claim = RawZip.claim(new byte[9], new byte[9]);
            for (int method : new int[] {1, 6, 9, 12, 14, 93, 95, 98, 99}) {
                claim.method = method;
                zip.entry("m" + method + ".json", claim, zip.data("m" + method + ".json", claim, new byte[9]));
            }
            return zip.end();
        });
        all.put("wrong-sum.zip", () -> {
            RawZip zip = new RawZip();
            byte[] packed = RawZip.deflated(spec("Wrong sum"));
            RawZip.Claim claim = RawZip.claim(new byte[0], packed);
            claim.size = spec("Wrong sum").length;
            zip.entry("sum.json", claim, zip.data("sum.json", claim, packed));
            return zip.end();
        });
        all.put("nowhere.zip", () -> {
            RawZip zip = new RawZip();
            RawZip.Claim claim = RawZip.claim(new byte[9], new byte[9]);
            zip.entry("nowhere.json", claim, 0x7FFFFFF0L);
            zip.entry("before.json", claim, -5);
            return zip.end();
        });
        all.put("directory-lies.zip", () -> {
            RawZip zip = new RawZip();
            zip.add("a.json", spec("Directory lies"));
            return zip.end(60_000, 0x7FFFFFF0, 0x7FFFFFF0);
        });
    }
}
