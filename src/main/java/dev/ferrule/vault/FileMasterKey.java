package dev.ferrule.vault;

import com.google.crypto.tink.Aead;
import dev.ferrule.problem.Problem;
import dev.ferrule.store.StartupFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Master keys in a file that only its owner may read. */
final class FileMasterKey implements MasterKey {

    private static final Logger LOG = LoggerFactory.getLogger(FileMasterKey.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private volatile KeyList keys;

    private FileMasterKey(Path file, KeyList keys) {
        this.file = file;
        this.keys = keys;
    }

    static FileMasterKey open(Path file) {
        KeyList keys = read(file);
        if (keys == null) {
            throw new StartupFailure(
                    "The master key file " + file + " is missing.",
                    "Put it there, or unset FERRULE_MASTER_KEY_FILE to use the one in the data folder.",
                    null);
        }
        return new FileMasterKey(file, keys);
    }

    /**
     * The file in the data folder, made when it is missing.
     *
     * @param needed secrets are sealed already, so that a new key would open none of them
     */
    static FileMasterKey inFolder(Path file, boolean needed) {
        KeyList keys = read(file);
        if (keys != null) {
            return new FileMasterKey(file, keys);
        }
        if (needed) {
            throw new StartupFailure(
                    "The master key file " + file + " is missing, but the database has secrets that it opens.",
                    "Put it back, or name it by FERRULE_MASTER_KEY_FILE.",
                    null);
        }
        FileMasterKey made = new FileMasterKey(file, KeyList.random());
        try {
            made.write(made.keys);
        } catch (IOException e) {
            throw unusable(file, "cannot be made", e);
        }
        LOG.warn(
                "A master key was made in {}. Whoever has it and the database can read all credentials: keep a copy of it"
                        + " elsewhere, or set FERRULE_MASTER_KEY_FILE.",
                file);
        return made;
    }

    private static @Nullable KeyList read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            warnIfOthersMayRead(file);
            return KeyList.parse(text);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IllegalArgumentException e) {
            throw unusable(file, e.getMessage() + ": lines of Base64 are needed, each of 32 bytes", null);
        } catch (IOException e) {
            throw unusable(file, "cannot be read", e);
        }
    }

    private static void warnIfOthersMayRead(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn("Others than its owner may use the master key file {}: its mode should be 0600.", file);
        }
    }

    private static StartupFailure unusable(Path file, String what, @Nullable Throwable cause) {
        return new StartupFailure(
                "The master key file " + file + " " + what + ".",
                "Put a good one in its place (openssl rand -base64 32 makes one).",
                cause);
    }

    /** Whole or not at all, since half a key is none. */
    private void write(KeyList list) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(
                whole,
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0]);
        Files.writeString(whole, list.text(), StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Aead aead() {
        return keys.aead();
    }

    @Override
    public String id() {
        return keys.id();
    }

    @Override
    public String origin() {
        return "the file " + file;
    }

    @Override
    public String remedy() {
        return "Put the right file back, or name it by FERRULE_MASTER_KEY_FILE.";
    }

    @Override
    public void reread() {
        try {
            KeyList there = read(file);
            if (there != null) {
                keys = there;
            }
        } catch (StartupFailure e) {
            LOG.error("{} The key that was read before stays in use.", e.getMessage());
        }
    }

    @Override
    public void rotate() {
        reread();
        KeyList rotated = keys.rotated();
        try {
            write(rotated);
        } catch (IOException e) {
            LOG.warn("The master key file {} cannot be written", file, e);
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "master-key-not-writable",
                    "The master key file cannot be written, so that nothing was changed: put a new key before the one"
                            + " in it by hand, then rotate again.");
        }
        keys = rotated;
    }
}
