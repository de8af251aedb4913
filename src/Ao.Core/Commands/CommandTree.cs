using System.Diagnostics;
using Ao.Processes;

namespace Ao.Commands;

/// <summary>All that one command starts, so that nothing of it outlives the command.</summary>
/// <param name="request">The command.</param>
/// <param name="census">Where processes are looked up.</param>
/// <param name="timeProvider">What waiting is measured with.</param>
internal sealed class CommandTree(CommandRequest request, ProcessCensus census, TimeProvider timeProvider)
{
    private const long UnknownStart = -1;
    private static readonly string? s_setsid = ProgramSearch.FindTool("setsid");
    private readonly CommandMarker _marker = CommandMarker.New();
    private ProcessIdentity? _leader;
    private long? _ended;

    /// <summary>Makes a command the leader of a session of its own, which its descendants are found by too, where the machine has the program for it.</summary>
    public void Prepare(ProcessStartInfo start)
    {
        start.Environment[CommandMarker.Variable] = _marker.ToString();
        if (s_setsid is null)
        {
            return;
        }

        // Left to the other program, a file that cannot be run would not be an error but an exit code.
        if (!ProgramSearch.IsExecutable(start.FileName))
        {
            throw new CommandNotFoundException(request.Command.Program);
        }

        start.ArgumentList.Insert(0, start.FileName);
        start.FileName = s_setsid;
    }

    public void Begin(Process process)
    {
        if (s_setsid is not null)
        {
            // A program that has already ended is not there to be read; its number is enough, since no other process can have it by now.
            var entry = ProcessEntry.TryRead(process.Id, out var live) ? live : new ProcessEntry(process.Id, 0, process.Id, UnknownStart);
            _leader = ProcessIdentity.Of(entry);
        }
    }

    /// <summary>Ends what is left of it, when the command itself is over.</summary>
    public Task EndAsync()
    {
        _ended = MachineClock.Now();
        return new TreeEnding($"command '{Printable.Quote(request.Command.Program)}'", () => new TreeMarks(_marker.ToString(), Keeper: null, _leader, _ended), census, timeProvider).EndAsync(TimeSpan.Zero);
    }
}
