package minitron.eval.sandbox;

class NamespacesTest implements HostilePrograms {
  private static final Sought SOUGHT = Sought.of(Way.NAMESPACES);

  @Override
  public Sandbox sandbox() {
    return SOUGHT.require();
  }
}
