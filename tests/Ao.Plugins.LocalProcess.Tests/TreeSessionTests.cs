namespace Ao.Plugins.LocalProcess.Tests;

public class TreeSessionTests
{
    private static readonly ProcessEntry s_self = ProcessEntry.TryRead(Environment.ProcessId, out var self) ? self : throw new InvalidOperationException();

    // Beyond the largest number that Linux gives.
    private static readonly ProcessIdentity s_gone = ProcessIdentity.Of(new ProcessEntry(5_000_000, 1, 5_000_000, 1000));

    [Fact]
    public void Of_LeaderLives_IsItsSession() => Assert.Equal(s_self.Pid, TreeSession.Of(Marks(ProcessIdentity.Of(s_self), null), []));

    [Fact]
    public void Of_StrangerHoldsTheNumber_IsNone() =>
        Assert.Equal(TreeSession.None, TreeSession.Of(Marks(ProcessIdentity.Of(s_self with { StartTime = 1 }), 5000), [Member(s_self.Pid, 1)]));

    [Fact]
    public void Of_OtherBoot_IsNone() => Assert.Equal(TreeSession.None, TreeSession.Of(Marks(s_gone with { BootId = "before" }, 5000), [Member(s_gone.Pid, 1500)]));

    [Theory]
    [InlineData(1500, 5000L, true)]
    [InlineData(5000, 5000L, true)]
    [InlineData(9000, 5000L, false)]
    [InlineData(1500, null, false)]
    public void Of_LeaderGone_NeedsAMemberFromItsTime(int started, long? ended, bool found) =>
        Assert.Equal(found ? s_gone.Pid : TreeSession.None, TreeSession.Of(Marks(s_gone, ended), [Member(s_gone.Pid, started), Member(7, 1)]));

    [Fact]
    public void Of_LeaderGoneAndOneOldMember_CountsTheYoungerOnesToo() =>
        Assert.Equal(s_gone.Pid, TreeSession.Of(Marks(s_gone, 5000), [Member(s_gone.Pid, 9000), Member(s_gone.Pid, 1500)]));

    private static TreeMarks Marks(ProcessIdentity leader, long? ended) => new(null, null, leader, ended);

    private static ProcessEntry Member(int session, long started) => new(42, 1, session, started);
}
