# Gives the command after the first two arguments a root of its own, without privileges: the first
# is the interpreter's folder, the second the size of /tmp in bytes. It runs as the first process of
# new user, mount, process and network namespaces, and waits for the command.
set -e
PATH=/usr/bin:/bin:/usr/sbin:/sbin
interpreter=$1
bytes=$2
shift 2
new=/mnt

show() {
  mkdir -p "$new$1"
  mount --rbind "$1" "$new$1"
  mount -o remount,bind,ro "$new$1"
}

# A namespace within would have its own privileges, and so its own large tmpfs.
echo 0 > /proc/sys/user/max_user_namespaces
mount -t tmpfs -o size=64k,mode=755 tmpfs $new
show /usr
for folder in /bin /sbin /lib /lib64 /lib32 /libx32; do
  if [ -h $folder ]; then
    ln -s "$(readlink $folder)" $new$folder
  elif [ -d $folder ]; then
    show $folder
  fi
done
mkdir $new/dev $new/tmp $new/old
touch $new/dev/null
mount --bind /dev/null $new/dev/null
mount -t tmpfs -o size="$bytes",nr_inodes=4096,mode=700 tmpfs $new/tmp
case $interpreter/ in
  /usr/*) ;;
  *) show "$interpreter" ;;
esac
# umount looks for what is mounted here; the link leads nowhere afterwards.
ln -s old/proc $new/proc
cd $new
pivot_root . old
cd /tmp
mount -o remount,bind,ro /
umount -l /old
setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@" || exit $?
