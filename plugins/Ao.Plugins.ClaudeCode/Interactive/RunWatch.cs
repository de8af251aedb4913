using Ao.Agents;
using Ao.Plugins.ClaudeCode.Launch;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Looks at what the tool writes: its hooks' file, its transcript and its status file.</summary>
internal sealed class RunWatch(AgentConnectionRequest request, RunFiles files, RunRecord run, TypedMessages typed)
{
    private readonly Queue<Sighting> _unreadable = new();
    private long _hooksAt;
    private long _transcriptAt = run.TranscriptLength;
    private FileTail? _hooks;
    private FileTail? _transcript;
    private string? _conversation;

    /// <summary>Goes on behind a sighting of an earlier connection.</summary>
    public void Follow(Sighting seen)
    {
        (_hooksAt, _transcriptAt) = (seen.Hooks, seen.Transcript);
        if (seen.Kind == SightingKind.Up)
        {
            _conversation = seen.Id;
        }
    }

    /// <summary>Gives what is to be seen now and was not before.</summary>
    public IEnumerable<Sighting> Look(TerminalState state)
    {
        // Looked at first: whatever the tool did before it became idle is then in its files.
        var status = StatusFile.Read(request.HomeFolder, run.PreparedAt);
        foreach (var sighting in LookAtHooks().Concat(LookAtTranscript(state)))
        {
            yield return sighting;
        }

        foreach (var question in state.Questions.Where(question => HookAnswer.IsGiven(files, question.Id)).ToList())
        {
            yield return At(new Sighting { Kind = SightingKind.Answered, Id = question.Id });
        }

        if (status is not null && status != state.Status && state.Conversation is not null)
        {
            yield return At(new Sighting { Kind = SightingKind.Status, Text = status });
        }
    }

    /// <summary>Adds the positions to go on from.</summary>
    public Sighting At(Sighting sighting) => sighting with { Hooks = _hooksAt, Transcript = _transcriptAt };

    private IEnumerable<Sighting> LookAtHooks()
    {
        _hooks ??= new FileTail(files.Hooks, _hooksAt);
        foreach (var line in _hooks.Read(Tell))
        {
            _hooksAt = line.End;
            if (HookReader.Read(line.Object, typed.Find) is { } sighting)
            {
                if (sighting.Kind == SightingKind.Up && sighting.Id != _conversation)
                {
                    // A person can begin another conversation, which has a transcript of its own.
                    _transcriptAt = sighting.Id == run.Conversation ? _transcriptAt : 0;
                    (_conversation, _transcript) = (sighting.Id, null);
                }

                yield return At(sighting);
            }
        }

        foreach (var sighting in Unreadable())
        {
            yield return sighting;
        }
    }

    private IEnumerable<Sighting> LookAtTranscript(TerminalState state)
    {
        if (state.Conversation is not { } conversation)
        {
            yield break;
        }

        if (_transcript is null && FindTranscript(state, conversation) is { } path)
        {
            _transcript = new FileTail(path, _transcriptAt);
        }

        foreach (var line in _transcript?.Read(Tell) ?? [])
        {
            _transcriptAt = line.End;
            if (TranscriptReader.Read(line.Object) is { } sighting)
            {
                yield return At(sighting);
            }
        }

        foreach (var sighting in Unreadable())
        {
            yield return sighting;
        }
    }

    /// <summary>Finds the transcript where the tool says it is, but only inside of the session's home.</summary>
    private string? FindTranscript(TerminalState state, string conversation)
    {
        var told = state.Transcript is { } path && Path.IsPathRooted(path) ? Path.GetFullPath(path) : null;
        return told?.StartsWith(Path.GetFullPath(request.HomeFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) == true && File.Exists(told)
            ? told
            : new ClaudeHome(request.HomeFolder).FindTranscript(conversation);
    }

    private IEnumerable<Sighting> Unreadable()
    {
        while (_unreadable.TryDequeue(out var part))
        {
            yield return At(part);
        }
    }

    private void Tell(OutputUnreadable part) => _unreadable.Enqueue(new Sighting { Kind = SightingKind.Unreadable, Text = part.Problem });
}
