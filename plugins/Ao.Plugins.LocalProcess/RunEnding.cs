using System.Globalization;

namespace Ao.Plugins.LocalProcess;

/// <summary>Ends all processes of a run, however they left one another.</summary>
/// <param name="run">The run.</param>
/// <param name="census">Where processes are looked up.</param>
/// <param name="timeProvider">What waiting is measured with.</param>
internal sealed class RunEnding(MonitoredRun run, ProcessCensus census, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_keeperPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(100);
    private readonly HashSet<ProcessIdentity> _known = [];
    private readonly HashSet<ProcessIdentity> _asked = [];

    public static string MarkerOf(RunFolder folder, RunRecord record) => $"{folder.Run}:{record.Nonce}";

    /// <summary>Finds the live processes of the run: those that carry its marker, the program's session, and all their descendants.</summary>
    public async Task<List<ProcessIdentity>> FindAsync()
    {
        var snapshot = await census.TakeAsync().ConfigureAwait(false);
        var table = snapshot.Entries;
        var marker = MarkerOf(run.Folder, run.Record);
        var members = new HashSet<int>();
        var program = run.Folder.ReadProgram();
        var session = program?.IsAlive() == true ? program.Pid : -1;
        foreach (var entry in table)
        {
            var identity = ProcessIdentity.Of(entry);
            if (identity == run.Keeper || identity == program || entry.Session == session || _known.Contains(identity) || snapshot.Markers.GetValueOrDefault(entry.Pid) == marker)
            {
                members.Add(entry.Pid);
            }
        }

        var children = table.ToLookup(entry => entry.Parent, entry => entry.Pid);
        var open = new Stack<int>(members);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent].Where(members.Add))
            {
                open.Push(child);
            }
        }

        members.Remove(Environment.ProcessId);
        var found = table.Where(entry => members.Contains(entry.Pid)).Select(ProcessIdentity.Of).ToList();
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
            var others = found.Where(process => process != run.Keeper).ToList();
            var elapsed = timeProvider.GetElapsedTime(started);
            if (others.Count > 0)
            {
                lastOther = timeProvider.GetTimestamp();
                others.ForEach(process => Signal(process, kill: elapsed >= grace));
            }
            else if (timeProvider.GetElapsedTime(lastOther) > s_keeperPatience)
            {
                ProcessSignal.Send(run.Keeper!, ProcessSignal.Kill);
            }

            if (elapsed > grace + s_patience)
            {
                var left = string.Join(", ", found.Select(process => process.Pid.ToString(CultureInfo.InvariantCulture)));
                throw new AoException($"The run '{run.Folder.Run}' could not be ended: the processes {left} do not die. They may wait for a device; look at them with 'ps'.");
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

            // One that was frozen could not hear it.
            ProcessSignal.Send(process, ProcessSignal.Continue);
        }
    }
}
