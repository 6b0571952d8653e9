package dev.writ.vendor.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A journal in one file of sealed records, each behind its length in four bytes. A record is handed
 * to the operating system in one piece and not synced: it survives the death of the process, not of
 * the machine. What a kill left unfinished at the end is cut off on opening.
 */
public final class FileJournal implements SandboxJournal {
  private static final System.Logger LOG = System.getLogger(FileJournal.class.getName());

  private final UnaryOperator<byte[]> seal;
  private final UnaryOperator<byte[]> open;
  private final RandomAccessFile file;
  private long end;

  /**
   * Opens or creates the file, which this process then has for itself.
   *
   * @param seal encrypts and authenticates a record, so that no identifier lies in the file
   * @param open undoes {@code seal}; throws what it likes for a record that is not genuine, and
   *     that stops the replay
   * @throws IllegalStateException when another process has the file open
   */
  public FileJournal(Path path, UnaryOperator<byte[]> seal, UnaryOperator<byte[]> open) {
    this.seal = seal;
    this.open = open;
    try {
      var parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      file = new RandomAccessFile(path.toFile(), "rw");
      try {
        lock();
        end = endOfLastWhole();
        if (end < file.length()) {
          LOG.log(
              System.Logger.Level.WARNING,
              "the sandbox journal ended in {0} bytes of an unfinished record, dropped",
              file.length() - end);
          file.setLength(end);
        }
      } catch (IOException | RuntimeException broken) {
        file.close();
        throw broken;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox journal does not open", e);
    }
  }

  private void lock() throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // told below
    }
    throw new IllegalStateException("another sandbox has the journal open");
  }

  private long endOfLastWhole() throws IOException {
    long whole = 0;
    long length = file.length();
    while (length - whole > Integer.BYTES) {
      int size = sizeAt(whole);
      if (size < 1 || size > length - whole - Integer.BYTES) {
        break;
      }
      whole += Integer.BYTES + size;
    }
    return whole;
  }

  private int sizeAt(long position) throws IOException {
    var size = new byte[Integer.BYTES];
    file.seek(position);
    file.readFully(size);
    return ByteBuffer.wrap(size).getInt();
  }

  @Override
  public synchronized void append(byte[] entry) {
    var sealed = seal.apply(entry);
    var framed =
        ByteBuffer.allocate(Integer.BYTES + sealed.length).putInt(sealed.length).put(sealed);
    try {
      file.seek(end);
      file.write(framed.array());
      end += framed.capacity();
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox journal takes no more", e);
    }
  }

  @Override
  public synchronized void replay(Consumer<byte[]> each) {
    try {
      long position = 0;
      while (position < end) {
        var sealed = new byte[sizeAt(position)];
        file.readFully(sealed);
        each.accept(open.apply(sealed));
        position += Integer.BYTES + sealed.length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox journal does not read", e);
    }
  }

  @Override
  public synchronized void clear() {
    try {
      file.setLength(0);
      end = 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox journal does not clear", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox journal does not close", e);
    }
  }
}
