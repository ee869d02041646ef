package minitron.hub;

import static minitron.io.Messages.quote;

import minitron.checkpoint.HubCache;

/** One sentence on an answer that refuses, by its status and what the hub says of it. */
record Statuses(Hub hub, HubCache.Name name) {
  private static final String CODE = "X-Error-Code";

  /**
   * What is thrown for an answer.
   *
   * @param file that was asked for; empty for the list of files
   */
  RuntimeException refused(Answer answer, String file) {
    return switch (answer.status()) {
      case 401, 403 -> new IllegalArgumentException(forbidden(answer));
      case 404 -> new IllegalArgumentException(missing(answer, file));
      case 407 ->
          new IllegalArgumentException(
              "The proxy on the way to %s wants a password, which is not sent: name a proxy without one in HTTPS_PROXY."
                  .formatted(answer.from().getHost()));
      default ->
          new IllegalStateException(
              "%s answers with status %d to the request for %s: is HF_ENDPOINT a hub?"
                  .formatted(
                      answer.from().getHost(),
                      answer.status(),
                      file.isEmpty() ? name.model() : quote(file)));
    };
  }

  /** Without a token, the hub says the same of a private model and of one that does not exist. */
  private String forbidden(Answer answer) {
    String page = hub.page(name.model());
    String token =
        hub.token().isEmpty() ? "no token is set" : "the token that is set may not read it";
    if (answer.header("X-Error-Message").contains("Invalid credentials")) {
      return "The hub does not know the token that is set: make a new one at %s/settings/tokens and set HF_TOKEN to it."
          .formatted(hub.endpoint());
    }
    if (answer.header(CODE).equals("GatedRepo")) {
      return "%s is gated, and %s: accept its conditions at %s, and set HF_TOKEN to a token of that account."
          .formatted(name.model(), token, page);
    }
    return "The hub shows no model %s here: it does not exist, or it is private or gated, and %s. See %s, and set HF_TOKEN to a token that may read it."
        .formatted(name.model(), token, page);
  }

  private String missing(Answer answer, String file) {
    String page = hub.page(name.model());
    String code = answer.header(CODE);
    if (!file.isEmpty()) {
      return "%s has no file %s at %s: see %s."
          .formatted(name.model(), quote(file), name.revision(), page);
    }
    if (code.equals("RevisionNotFound")) {
      return "%s has no branch, tag or commit %s: see %s/tree/main."
          .formatted(name.model(), quote(name.revision()), page);
    }
    String revision =
        code.isEmpty() && !name.revision().equals("main")
            ? ", or none with a revision %s".formatted(quote(name.revision()))
            : "";
    return "The hub at %s has no model %s%s: check the name."
        .formatted(hub.endpoint(), name.model(), revision);
  }
}
