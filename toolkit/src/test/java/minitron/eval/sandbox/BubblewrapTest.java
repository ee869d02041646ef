package minitron.eval.sandbox;

class BubblewrapTest implements HostilePrograms {
  private static final Sought SOUGHT = Sought.of(Way.BUBBLEWRAP);

  @Override
  public Sandbox sandbox() {
    return SOUGHT.require();
  }
}
