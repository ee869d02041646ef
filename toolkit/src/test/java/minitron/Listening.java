package minitron;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import minitron.runs.Progress;

/** Hears what is said. */
public final class Listening implements Progress {
  /** What was said, in its order; runs on many threads may say it. */
  public final List<String> sentences = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void at(long done, long total, String note) {}

  @Override
  public void said(String sentence) {
    sentences.add(sentence);
  }
}
