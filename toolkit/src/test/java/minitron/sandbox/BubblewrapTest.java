package minitron.sandbox;

class BubblewrapTest implements HostilePrograms {
  private static final Sought SOUGHT =
      Sought.of(
          Isolation.BUBBLEWRAP,
          "bwrap --unshare-user --disable-userns --unshare-net --ro-bind / / --size 65536"
              + " --tmpfs /tmp true");

  @Override
  public Sandbox sandbox() {
    return SOUGHT.require();
  }

  @Override
  public Isolation way() {
    return Isolation.BUBBLEWRAP;
  }
}
