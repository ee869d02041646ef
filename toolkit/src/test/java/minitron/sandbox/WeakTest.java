package minitron.sandbox;

/** What limits alone stop. */
class WeakTest implements Forgeries, Crowds, Hoards {
  private static final Sought SOUGHT = Sought.of(Isolation.WEAK, "true");

  @Override
  public Sandbox sandbox() {
    return SOUGHT.require();
  }
}
