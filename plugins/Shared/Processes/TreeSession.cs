namespace Ao.Processes;

/// <summary>Says which session of the process table is a tree's own.</summary>
internal static class TreeSession
{
    /// <summary>What no session is called.</summary>
    public const int None = -1;

    /// <summary>Gives the session named after the tree's leader, also when the leader is gone, as long as it is certain that the number was not given to another since.</summary>
    public static int Of(TreeMarks marks, IReadOnlyList<ProcessEntry> table)
    {
        if (marks.Leader is not { IsOfThisBoot: true } leader)
        {
            return None;
        }

        // A number that is still a session's is given to no new process, so whoever else holds it shows that the session is over.
        if (ProcessEntry.TryRead(leader.Pid, out var holder))
        {
            return holder.StartTime == leader.StartTime ? leader.Pid : None;
        }

        // With the leader gone, a session that was over could have come up anew under the same number. Not so one with a member from the
        // leader's time: it has held the number ever since. Within a second of the leader's end the numbers do not come round.
        var latest = marks.LeaderEnded + MachineClock.TicksPerSecond;
        return table.Any(entry => entry.Session == leader.Pid && entry.StartTime <= latest) ? leader.Pid : None;
    }
}
