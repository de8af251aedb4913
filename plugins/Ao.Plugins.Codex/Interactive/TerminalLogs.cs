using Ao.Agents;
using Ao.Plugins.Codex.Setup;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Reads both logs of an interactive run, and gives what is behind a cursor.</summary>
internal sealed class TerminalLogs(TerminalReader reader, CodexHome home, RunFolder folder, RunRecord record, string? knownConversation, long cursor)
{
    private readonly LogTail _log = new();
    private readonly LogTail _hooks = new();
    private readonly TerminalCursor _begin = TerminalCursor.Parse(cursor);
    private readonly List<AgentSignal> _unreadable = [];
    private string? _file;
    private long _hookLines;
    private TerminalCursor _last = TerminalCursor.Parse(cursor);

    /// <summary>Gets the conversation, when Codex is up.</summary>
    public string? Conversation { get; private set; }

    /// <summary>Reads what there is.</summary>
    public IEnumerable<AgentSignal> Read()
    {
        foreach (var signal in FindConversation())
        {
            yield return signal;
        }

        _file ??= Conversation is { } conversation ? home.FindLog(conversation) : null;
        if (_file is not null)
        {
            foreach (var line in _log.Read(_file, _unreadable.Add))
            {
                foreach (var signal in Told(reader.ReadLog(line), line.End))
                {
                    yield return signal;
                }
            }
        }

        foreach (var line in _hooks.Read(folder.HookLog, _unreadable.Add))
        {
            foreach (var signal in ToldByHook(reader.ReadHook(line), TerminalCursor.StepsOfStart + (TerminalCursor.StepsOfLine * ++_hookLines)))
            {
                yield return signal;
            }
        }

        foreach (var signal in Unreadable())
        {
            yield return signal;
        }
    }

    /// <summary>Gives the last signals of a run.</summary>
    public IEnumerable<AgentSignal> End(int? exitCode)
    {
        List<AgentSignal> last = [new RunEnded { Cursor = 0, ExitCode = exitCode, Source = SignalSource.OperatingSystem }];
        if (reader.End() is { } used)
        {
            last.Insert(0, used with { Source = SignalSource.Log });
        }

        return last.Select((signal, index) => signal with { Cursor = (_last with { Log = Math.Max(_last.Log, _log.Position) + 1 + index }).Value });
    }

    private IEnumerable<AgentSignal> FindConversation()
    {
        if (Conversation is not null || (home.ClaimedConversation() ?? Earlier()) is not { } claimed)
        {
            yield break;
        }

        Conversation = record.Conversation ?? claimed;
        List<AgentSignal> up = [new ConversationStarted { Cursor = 0, ConversationId = Conversation }];
        if (!record.HasPrompt)
        {
            up.Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.Ready });
        }

        var at = new TerminalCursor(Math.Max(_begin.Log, record.LogStart), 0);
        for (var index = 0; index < up.Count; index++)
        {
            // Behind nothing else of the run, so that only a cursor of an earlier signal is before them.
            if (cursor < new TerminalCursor(record.LogStart, index + 1).Value)
            {
                _last = at with { Hook = index + 1 };
                yield return up[index] with { Cursor = _last.Value, Source = SignalSource.Log };
            }
        }
    }

    // A run that has ended has given its claim up; the host knows the conversation where it was told of it.
    private string? Earlier() => cursor > 0 ? record.Conversation ?? knownConversation : null;

    private IEnumerable<AgentSignal> Told(IReadOnlyList<AgentSignal> signals, long end)
    {
        for (var index = 0; index < signals.Count; index++)
        {
            var position = end - (signals.Count - 1 - index);
            if (position > _begin.Log)
            {
                _last = _last with { Log = position };
                yield return signals[index] with { Cursor = _last.Value };
            }
        }
    }

    private IEnumerable<AgentSignal> ToldByHook(IReadOnlyList<AgentSignal> signals, long step)
    {
        for (var index = 0; index < signals.Count; index++)
        {
            if (step + index > _begin.Hook)
            {
                _last = _last with { Hook = step + index };
                yield return signals[index] with { Cursor = _last.Value };
            }
        }
    }

    /// <summary>Tells of lines that cannot be read, behind everything else that was read with them.</summary>
    private List<AgentSignal> Unreadable()
    {
        List<AgentSignal> told = [];
        foreach (var signal in _unreadable.Where(signal => signal.Cursor > _begin.Log))
        {
            _last = _last with { Log = Math.Max(_last.Log, _log.Position) };
            told.Add(signal with { Cursor = _last.Value, Source = SignalSource.Log });
        }

        _unreadable.Clear();
        return told;
    }
}
