package minitron.eval.ifeval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/**
 * Punkt's sentences of an English text, as NLTK 3.10 splits it.
 *
 * <p>Source: Kiss and Strunk (2006), Unsupervised Multilingual Sentence Boundary Detection; in the
 * form of nltk/tokenize/punkt.py.
 */
final class Punkt {
  private static final Pattern MARK =
      PythonRegex.compile("[.?!](?=(" + PunktContext.NON_WORD + "|\\s+(\\S+)))");
  private static final Pattern CLOSING =
      PythonRegex.compile(
          "[\"')\\]}\\u2018\\u2019\\u201c\\u201d\\xab\\xbb]+?(?:\\s+|(?=--)|$)",
          PythonRegex.MULTILINE);
  private static final String BLANKS = " \t\n\r\u000b\f";

  /** A part of the text; none if it does not end behind its start. */
  private record Slice(int start, int end) {
    String of(String text) {
      return start < end ? text.substring(start, end) : "";
    }
  }

  /**
   * A mark that may end a sentence.
   *
   * @param word where the word before it starts
   * @param mark where it stands itself
   * @param context where what is looked at behind it ends
   * @param next where a sentence behind it would start
   */
  private record Candidate(int word, int mark, int context, int next) {}

  private Punkt() {}

  /** The sentences, without the blanks between them. */
  static List<String> sentences(String text) {
    return aligned(text, slices(text));
  }

  private static List<Candidate> candidates(String text) {
    List<Candidate> kept = new ArrayList<>();
    Matcher marks = MARK.matcher(text);
    Candidate last = null;
    while (marks.find()) {
      int word = wordBefore(text, last, marks.start());
      if (last != null && last.mark <= word) {
        kept.add(last); // of several marks on one word the last alone counts
      }
      int next = marks.start(2) >= 0 ? marks.start(2) : marks.end();
      last = new Candidate(word, marks.start(), marks.end(1), next);
    }
    if (last != null) {
      kept.add(last);
    }
    return kept;
  }

  /** Behind the last blank since the mark before; without one, where the word before started. */
  private static int wordBefore(String text, Candidate last, int mark) {
    int from = last == null ? 0 : last.mark;
    for (int i = mark - 1; i > from; i--) { // a blank at the very first place does not count
      if (BLANKS.indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return last == null ? 0 : last.word;
  }

  private static List<Slice> slices(String text) {
    List<Slice> slices = new ArrayList<>();
    int start = 0;
    for (Candidate candidate : candidates(text)) {
      if (PunktContext.hasBreak(text.substring(candidate.word, candidate.context))) {
        slices.add(new Slice(start, candidate.mark + 1));
        start = candidate.next;
      }
    }
    slices.add(new Slice(start, PythonText.stripEnd(text).length()));
    return slices;
  }

  /** Closing quotes and brackets go to the sentence before. */
  private static List<String> aligned(String text, List<Slice> slices) {
    List<String> sentences = new ArrayList<>();
    int moved = 0;
    for (int i = 0; i < slices.size(); i++) {
      var own = new Slice(slices.get(i).start + moved, slices.get(i).end);
      moved = 0;
      if (i + 1 < slices.size()) {
        int next = slices.get(i + 1).start;
        Matcher closing = CLOSING.matcher(slices.get(i + 1).of(text));
        if (closing.lookingAt()) {
          moved = closing.end();
          own = new Slice(own.start, next + PythonText.stripEnd(closing.group()).length());
        }
      }
      if (!own.of(text).isEmpty()) {
        sentences.add(own.of(text));
      }
    }
    return sentences;
  }
}
