package minitron.host;

/** Finds the host that code runs in. */
public final class Hosts {
  private Hosts() {}

  /** The kernel, the headless runner or the console that this code runs in. */
  public static Host current() {
    // The standard output of a cell is also its host, so nothing static has to hold it.
    if (System.out instanceof Host host) {
      return host;
    }
    return KernelHost.find().orElseGet(ConsoleHost::new);
  }
}
