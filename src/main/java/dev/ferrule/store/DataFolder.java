package dev.ferrule.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything which must outlive the process: embedded database, search index, token and key
 * files. While it is open, no other Ferrule process can open it; the lock dies with the process, so nothing has to be
 * cleaned up after a crash.
 */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = "ferrule.lock";

    /** Far beyond the process id at the start of the file, which others must be able to read on Windows too. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the folder if need be, readable for its owner only, and locks it. */
    static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path, ownerOnly("rwx------"));
            FileChannel channel = FileChannel.open(
                    privateFile(path.resolve(LOCK_FILE)), StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                String owner = Files.readString(path.resolve(LOCK_FILE)).trim();
                channel.close();
                throw inUse(path, owner);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel);
        } catch (FileAlreadyExistsException e) {
            throw unusable(path, "is not a folder", e);
        } catch (IOException e) {
            throw unusable(path, "cannot be written to", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock(LOCKED_BYTE, 1, false);
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it, as happens when two applications run in one JVM
        }
    }

    private static StartupFailure inUse(Path path, String owner) {
        return new StartupFailure(
                "The data folder " + path + " is in use by another Ferrule process"
                        + (owner.isEmpty() ? "" : " (pid " + owner + ")") + ".",
                "Stop it, or set FERRULE_DATA_DIR to another folder.",
                null);
    }

    private static StartupFailure unusable(Path path, String what, @Nullable Throwable cause) {
        return new StartupFailure(
                "The data folder " + path + " " + what + ".",
                "Set FERRULE_DATA_DIR to a folder that this user may write to, on a disk with free space.",
                cause);
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The path of that file, which is made empty with mode 0600 when it is missing: for databases, tokens and keys. */
    public Path privateFile(String name) throws IOException {
        return privateFile(path.resolve(name));
    }

    private static Path privateFile(Path file) throws IOException {
        try {
            return Files.createFile(file, ownerOnly("rw-------"));
        } catch (FileAlreadyExistsException e) {
            return file;
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0]; // Windows: the folder inherits its parent's access list
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    /** Lets others open the folder; the lock file itself stays, since removing it would race with the next owner. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
