using System.Globalization;

namespace Ao.Processes;

/// <summary>Ends all processes of a tree, however they left one another.</summary>
/// <param name="name">What the tree is called in errors, such as <c>run 'shop-1.1'</c>.</param>
/// <param name="look">Reads the marks as they are now: some appear only while the tree is being looked for.</param>
/// <param name="census">Where processes are looked up.</param>
/// <param name="timeProvider">What waiting is measured with.</param>
internal sealed class TreeEnding(string name, Func<TreeMarks> look, ProcessCensus census, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_keeperPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(100);
    private readonly HashSet<ProcessIdentity> _known = [];
    private readonly HashSet<ProcessIdentity> _asked = [];
    private ProcessIdentity? _keeper;

    /// <summary>Whether the tree lives in a terminal: an interactive shell does not end when it is asked to, but when its terminal hangs up.</summary>
    public bool HangsUp { get; init; }

    /// <summary>Finds the live processes of the tree: those that carry its marker, those of its leader's session, and all their descendants.</summary>
    public async Task<List<ProcessIdentity>> FindAsync()
    {
        var snapshot = await census.TakeAsync().ConfigureAwait(false);

        // Read behind the snapshot: a keeper that is gone from it has written down before what there is to know.
        var marks = look();
        _keeper = marks.Keeper;
        var session = TreeSession.Of(marks, snapshot.Entries);
        var members = new HashSet<int>();
        foreach (var entry in snapshot.Entries)
        {
            var identity = ProcessIdentity.Of(entry);
            if (identity == marks.Keeper
                || identity == marks.Leader
                || entry.Session == session
                || _known.Contains(identity)
                || (marks.Marker is not null && snapshot.Markers.GetValueOrDefault(entry.Pid) == marks.Marker))
            {
                members.Add(entry.Pid);
            }
        }

        var children = snapshot.Entries.ToLookup(entry => entry.Parent, entry => entry.Pid);
        var open = new Stack<int>(members);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent].Where(members.Add))
            {
                open.Push(child);
            }
        }

        members.Remove(Environment.ProcessId);
        var found = snapshot.Entries.Where(entry => members.Contains(entry.Pid)).Select(ProcessIdentity.Of).ToList();
        _known.UnionWith(found);
        return found;
    }

    /// <summary>Asks the processes to end, kills after the grace those that have not, and returns when none is left.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        var started = timeProvider.GetTimestamp();
        var lastOther = started;
        var wait = s_shortestWait;
        while (await FindAsync().ConfigureAwait(false) is { Count: > 0 } found)
        {
            // The keeper is left to write the exit code down. It ends by itself when the program has.
            var others = found.Where(process => process != _keeper).ToList();
            var elapsed = timeProvider.GetElapsedTime(started);
            if (others.Count > 0)
            {
                lastOther = timeProvider.GetTimestamp();
                others.ForEach(process => Signal(process, kill: elapsed >= grace));
            }
            else if (timeProvider.GetElapsedTime(lastOther) > s_keeperPatience)
            {
                ProcessSignal.Send(_keeper!, ProcessSignal.Kill);
            }

            if (elapsed > grace + s_patience)
            {
                var left = string.Join(", ", found.Select(process => process.Pid.ToString(CultureInfo.InvariantCulture)));
                throw new AoException($"The {name} could not be ended: the processes {left} do not die. They may wait for a device; look at them with 'ps'.");
            }

            await Task.Delay(wait, timeProvider, CancellationToken.None).ConfigureAwait(false);
            wait = wait * 1.5 < s_longestWait ? wait * 1.5 : s_longestWait;
        }
    }

    private void Signal(ProcessIdentity process, bool kill)
    {
        if (kill)
        {
            ProcessSignal.Send(process, ProcessSignal.Kill);
        }
        else if (_asked.Add(process))
        {
            ProcessSignal.Send(process, ProcessSignal.Terminate);
            if (HangsUp)
            {
                ProcessSignal.Send(process, ProcessSignal.HangUp);
            }

            // One that was frozen could not hear it.
            ProcessSignal.Send(process, ProcessSignal.Continue);
        }
    }
}
