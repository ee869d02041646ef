package minitron.io;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names, shapes and reasons from elsewhere, shortened for an error message of one line. */
public final class Messages {
  private static final int LONGEST = 80;
  private static final int LONGEST_WORD = 300;
  private static final int LONGEST_MESSAGE = 2000;
  private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

  private Messages() {}

  /** The name in double quotes, without control characters, cut after 80 characters. */
  public static String quote(String name) {
    return name == null ? "null" : '"' + cut(name) + '"';
  }

  /** The numbers in brackets, cut after 80 characters. */
  public static String list(long[] numbers) {
    return cut(Arrays.toString(Arrays.copyOf(numbers, Math.min(numbers.length, LONGEST))));
  }

  /** A message in which what was echoed from a file or a command line is no page of its own. */
  public static String shortened(String message) {
    String words =
        Pattern.compile("\\S{" + LONGEST_WORD + ",}")
            .matcher(message)
            .replaceAll(word -> Matcher.quoteReplacement(cut(word.group())));
    return words.length() <= LONGEST_MESSAGE
        ? words
        : words.substring(0, LONGEST_MESSAGE / 2)
            + " … "
            + words.substring(words.length() - LONGEST_MESSAGE / 4);
  }

  /**
   * Why a file could not be read or written, in words, for the end of a message. What Java itself
   * says is often nothing but the file's name, or only for programmers.
   */
  public static String reason(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "there is no permission for it";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    if (e instanceof MalformedJsonException || e instanceof JsonParseException) {
      Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
      return "its JSON is broken or cut short" + (place.find() ? " at " + place.group() : "");
    }
    String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    boolean words = e instanceof IOException && said != null && !said.isBlank();
    return words ? cut(said.strip()) : e.getClass().getSimpleName();
  }

  /** The text without control characters, cut after 80 characters. */
  public static String cut(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return start.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "?");
  }
}
