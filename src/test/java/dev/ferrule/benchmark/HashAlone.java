package dev.ferrule.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reads and hashes every document of a folder: the yardstick for the ingestion of what is there already. */
final class HashAlone {

    private HashAlone() {}

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        double before = Usage.cpuSeconds();
        int hashed = 0;
        for (Path file : ParserAlone.documents(Path.of(args[0]))) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            hashed += hash.length / 32;
        }
        System.out.println("documents=" + hashed);
        System.out.println("runCpuSeconds=" + (Usage.cpuSeconds() - before));
        System.out.println("cpuSeconds=" + Usage.cpuSeconds());
    }
}
