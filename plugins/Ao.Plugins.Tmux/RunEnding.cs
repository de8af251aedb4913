using System.Globalization;

namespace Ao.Plugins.Tmux;

/// <summary>Ends all processes of a run, however they left one another.</summary>
internal sealed class RunEnding(RunFolder run, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_keeperPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(20);
    private readonly ProcessIdentity? _keeper = run.ReadKeeper();
    private readonly string? _marker = run.ReadRecord() is { } record ? LaunchScript.MarkerOf(run.Run, record) : null;
    private readonly HashSet<ProcessIdentity> _known = [];
    private readonly HashSet<ProcessIdentity> _asked = [];

    /// <summary>Asks the processes to end, kills after the grace those that have not, and returns when none is left.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        var started = timeProvider.GetTimestamp();
        var lastOther = started;
        while (Find() is { Count: > 0 } found)
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
                throw new AoException($"The run '{run.Run}' could not be ended: the processes {left} do not die. They may wait for a device; look at them with 'ps'.");
            }

            await Task.Delay(s_wait, timeProvider, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the live processes of the run: the keeper, those that carry the run's marker or were seen before, and all their descendants.</summary>
    private List<ProcessIdentity> Find()
    {
        var snapshot = ProcessTable.Snapshot();
        var members = new HashSet<int>();
        foreach (var entry in snapshot.Entries)
        {
            var identity = ProcessIdentity.Of(entry);
            if (identity == _keeper || _known.Contains(identity) || (_marker is not null && snapshot.Markers.GetValueOrDefault(entry.Pid) == _marker))
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

    private void Signal(ProcessIdentity process, bool kill)
    {
        if (kill)
        {
            ProcessSignal.Send(process, ProcessSignal.Kill);
        }
        else if (_asked.Add(process))
        {
            // An interactive shell ignores the first; one that was frozen hears neither before the third.
            ProcessSignal.Send(process, ProcessSignal.Terminate);
            ProcessSignal.Send(process, ProcessSignal.HangUp);
            ProcessSignal.Send(process, ProcessSignal.Continue);
        }
    }
}
