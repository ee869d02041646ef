package minitron.eval.mtbench;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import minitron.eval.ask.Judge;
import minitron.infer.StoppedException;
import minitron.runs.Progress;

/**
 * A judge behind any HTTP address that speaks OpenAI's chat completions. Its key is read from an
 * environment variable, sent to that address alone, and written nowhere.
 */
public final class HttpJudge implements Judge {
  /** The variable that holds the key, unless another one is named. */
  public static final String KEY = "OPENAI_API_KEY";

  private final URI base;
  private final String model;
  private final ChatClient client;

  HttpJudge(URI base, String model, ChatClient client) {
    this.base = base;
    this.model = model;
    this.client = client;
  }

  /**
   * A judge.
   *
   * @param url the address before {@code /chat/completions}: {@code https://api.openai.com/v1}
   * @param model its name there: {@code gpt-4-0613}
   * @param keyVariable the environment variable that holds the key; where it is not set, none is
   *     sent
   */
  public static HttpJudge of(String url, String model, String keyVariable) {
    URI base = address(url);
    String key = Optional.ofNullable(System.getenv(keyVariable)).orElse("").strip();
    if (!key.matches("[!-~]*")) {
      throw new IllegalArgumentException(
          "The environment variable %s holds no key: a key has neither spaces nor line breaks."
              .formatted(keyVariable));
    }
    return new HttpJudge(base, model, new ChatClient(base, model, key, Waits.DEFAULT));
  }

  static URI address(String url) {
    try {
      URI base = new URI(url.strip().replaceAll("/+$", ""));
      boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
      if (web && base.getHost() != null && base.getUserInfo() == null && base.getQuery() == null) {
        return base;
      }
    } catch (URISyntaxException e) {
      // Said below, without the address: it may hold a key.
    }
    throw new IllegalArgumentException(
        "The judge's address must begin with http:// or https:// and have a host and no name, key or query, e.g. https://api.openai.com/v1; a key stands in the environment variable "
            + KEY
            + ".");
  }

  @Override
  public String label() {
    int port = base.getPort();
    return model + " @ " + base.getHost() + (port < 0 ? "" : ":" + port);
  }

  @Override
  public void judge(List<Case> cases, Own own, Progress progress, Listener listener) {
    for (int i = 0; i < cases.size(); i++) {
      progress.at(i, cases.size(), "judgments");
      Optional<String> judgment = client.ask(cases.get(i).messages(), progress);
      if (progress.cancelled()) {
        throw new StoppedException(i, cases.size(), "judgments");
      }
      listener.at(i, judgment.orElse(ERROR));
    }
    progress.at(cases.size(), cases.size(), "judgments");
  }

  @Override
  public String toString() {
    return label();
  }
}
