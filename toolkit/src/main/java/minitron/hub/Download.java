package minitron.hub;

import static minitron.io.Messages.quote;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.checkpoint.HubCache;
import minitron.hub.Listing.Entry;
import minitron.runs.Progress;

/** Fetches a model from the hub into the cache that huggingface_hub and the loader read. */
public final class Download {
  private static final int LONGEST_LIST = 64 << 20;

  private final Hub hub;
  private final HubCache.Name name;
  private final Requests requests;
  private final Tries tries;
  private final Statuses statuses;

  private Download(Hub hub, HubCache.Name name, Requests requests, Tries tries) {
    this.hub = hub;
    this.name = name;
    this.requests = requests;
    this.tries = tries;
    this.statuses = new Statuses(hub, name);
  }

  /**
   * Fetches what is not there yet. What came before a stop or a broken connection is kept, and the
   * same call goes on from it.
   *
   * @param model {@code org/name} or {@code org/name@revision}
   * @param progress hears of megabytes
   * @return the snapshot, or how far it came when it was stopped
   * @throws IllegalArgumentException if there is no such model, revision or file, or the token may
   *     not read it, or another run fetches it
   * @throws RuntimeException with a sentence, if the network, the hub or the disk fails
   */
  public static Downloaded run(Hub hub, String model, DownloadOptions options, Progress progress) {
    return run(hub, model, options, progress, moment -> Thread.sleep(moment.toMillis()));
  }

  static Downloaded run(
      Hub hub, String model, DownloadOptions options, Progress progress, Tries.Rest rest) {
    HubCache.Name name = named(model, options.revision());
    var requests = new Requests(hub, progress::cancelled);
    var tries = new Tries(rest, progress::cancelled);
    return new Download(hub, name, requests, tries).run(options.include(), progress);
  }

  private static HubCache.Name named(String model, String revision) {
    HubCache.Name name =
        HubCache.Name.of(Path.of(model))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is no name of a model on the hub: name it as org/name or org/name@revision."
                            .formatted(quote(model))));
    boolean twice = model.contains("@") && !revision.equals(name.revision());
    if (!revision.isEmpty() && twice) {
      throw new IllegalArgumentException(
          "%s names another revision than %s: give one of them.".formatted(model, quote(revision)));
    }
    String one = revision.isEmpty() ? name.revision() : revision;
    RepoFile.checkPath("revision", one);
    return new HubCache.Name(name.model(), one);
  }

  private Downloaded run(List<String> include, Progress progress) {
    Listing listing = tries.of(this::listing);
    List<RepoFile> files =
        Selection.of(name.model(), listing, include).stream()
            .map(entry -> file(listing.commit(), entry))
            .toList();
    var loading =
        new Loading(
            name,
            listing.commit(),
            files,
            new ModelFolder(hub.cache().model(name)),
            new Fetch(requests, tries, statuses));
    return loading.run(file -> address(listing.commit(), file.path()), progress);
  }

  private Listing listing() throws Fault {
    String path =
        "/api/models/%s/revision/%s?blobs=true".formatted(name.model(), encoded(name.revision()));
    try (Answer answer = requests.get(hub.at(path), 0)) {
      if (answer.status() != 200) {
        throw statuses.refused(answer, "");
      }
      return read(answer);
    }
  }

  private Listing read(Answer answer) throws Fault {
    try {
      return Listing.parse(answer.text(LONGEST_LIST));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s answers with something else than a list of files (%s): is HF_ENDPOINT a hub, and is no page for a login in between?"
              .formatted(answer.from().getHost(), e.getMessage()),
          e);
    }
  }

  /** A hub that does not list hashes and sizes tells them of each file. */
  private RepoFile file(String commit, Entry entry) {
    if (RepoFile.isHash(entry.hash()) && entry.size() >= 0) {
      return new RepoFile(entry.path(), entry.hash(), entry.size());
    }
    RepoFile.checkPath("file", entry.path());
    Answer answer = tries.of(() -> requests.head(address(commit, entry.path())));
    if (answer.status() >= 400) {
      throw statuses.refused(answer, entry.path());
    }
    String served = answer.header("X-Repo-Commit");
    if (!served.isEmpty() && !served.equals(commit)) {
      throw new IllegalStateException(
          "The hub gives %s of the commit %s instead of %s: run the same again."
              .formatted(entry.path(), quote(served), commit));
    }
    return new RepoFile(entry.path(), answer.etag(), answer.size());
  }

  private URI address(String commit, String path) {
    String parts =
        Stream.of(path.split("/")).map(Download::encoded).collect(Collectors.joining("/"));
    return hub.at("/%s/resolve/%s/%s".formatted(name.model(), commit, parts));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
