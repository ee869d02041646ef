package minitron.host;

/** Finds the host that code runs in. */
public final class Hosts {
  private Hosts() {}

  /** The kernel, the headless runner or the console that this code runs in. */
  public static Host current() {
    // A cell's standard output is its host: so it needs no place to be remembered in.
    if (System.out instanceof Host host) {
      return host;
    }
    return KernelHost.find().orElseGet(ConsoleHost::new);
  }
}
