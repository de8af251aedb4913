using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.Plugins.ClaudeCode.Reading;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Understands a Claude Code that runs in a terminal, by what it writes into files, and types into it.</summary>
/// <remarks>The cursor is a position in the log of sightings, in which this agent writes down what it sees in the tool's several files.</remarks>
internal sealed class InteractiveConnection : IAgentConnection, IPermissionResponder
{
    private const int MostTyped = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_arrival = TimeSpan.FromSeconds(10);
    private readonly AgentConnectionRequest _request;
    private readonly RunFiles _files;
    private readonly TimeProvider _timeProvider;
    private readonly RunRecord _run;
    private readonly TerminalState _state;
    private readonly TypedMessages _typed;
    private readonly RunWatch _watch;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private readonly HashSet<string> _openHooks = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _lastSeen;
    private long? _lastTyped;

    public InteractiveConnection(AgentConnectionRequest request, RunFiles files, TimeProvider timeProvider)
    {
        _request = request;
        _files = files;
        _timeProvider = timeProvider;
        _run = files.ReadRecord();
        _state = new TerminalState(_run);
        _typed = new TypedMessages(files);
        _watch = new RunWatch(request, files, _run, _typed);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var log = new SightingLog(_files.Sightings);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = WatchExitAsync(leaving.Token);
        try
        {
            foreach (var (sighting, end) in log.Replay())
            {
                _watch.Follow(sighting);
                foreach (var signal in Take(sighting, end))
                {
                    yield return signal;
                }
            }

            while (true)
            {
                // Looked at first: what the tool wrote before its end is then seen.
                var hasExited = exit.IsCompleted;
                foreach (var sighting in Look(hasExited))
                {
                    foreach (var signal in Take(sighting, log.Append(sighting)))
                    {
                        yield return signal;
                    }
                }

                if (hasExited)
                {
                    yield return new RunEnded { Cursor = log.End + 1, ExitCode = (await exit.ConfigureAwait(false))?.ExitCode, Source = SignalSource.OperatingSystem };
                    yield break;
                }

                await ReleaseHooksAsync(cancellationToken).ConfigureAwait(false);
                foreach (var sighting in await TypePromptAsync(cancellationToken).ConfigureAwait(false))
                {
                    foreach (var signal in Take(sighting, log.Append(sighting)))
                    {
                        yield return signal;
                    }
                }

                await Task.WhenAny(exit, Task.Delay(s_pause, _timeProvider, leaving.Token)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await ((Task)exit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!await CanTypeAsync(cancellationToken).ConfigureAwait(false))
        {
            return new MessageDelivery(MessageStage.Failed, $"The tool cannot be typed to now (its status: {Printable.Quote(_state.Status ?? "starting")}).");
        }

        var arrival = _awaited.GetOrAdd(message.Id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _typed.RememberAsync(message.Id, message.Text, cancellationToken).ConfigureAwait(false);
            await Typist.TypeAsync(_request.Process, message.Text, _state.MayHoldInput, cancellationToken).ConfigureAwait(false);
            await arrival.Task.WaitAsync(s_arrival, _timeProvider, cancellationToken).ConfigureAwait(false);
            return new MessageDelivery(MessageStage.TurnStarted);
        }
        catch (TimeoutException)
        {
            return await WithdrawAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }
        finally
        {
            _awaited.TryRemove(message.Id, out _);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InterruptAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_state.IsInTurn)
            {
                // The key would open a menu where nothing is under way.
                return;
            }
        }

        try
        {
            await _request.Process.SendKeyAsync(RunKey.Escape, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // It has ended.
        }
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await HookAnswer.GiveAsync(_files, answer.QuestionId, answer.IsAllowed, answer.Reason, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Waits for the tool to be ready for typing. It tells so a moment after a turn's end.</summary>
    private async Task<bool> CanTypeAsync(CancellationToken cancellationToken)
    {
        for (var started = _timeProvider.GetTimestamp(); ; await Task.Delay(s_pause, _timeProvider, cancellationToken).ConfigureAwait(false))
        {
            lock (_lock)
            {
                if ((_state.IsIdle || _state.IsInTurn) && !_state.IsPromptOpen && _state.Questions.Count == 0)
                {
                    return true;
                }
            }

            if (_timeProvider.GetElapsedTime(started) > s_arrival)
            {
                return false;
            }
        }
    }

    private IEnumerable<AgentSignal> Take(Sighting sighting, long end)
    {
        _lastSeen = _timeProvider.GetTimestamp();
        IReadOnlyList<AgentSignal> signals;
        lock (_lock)
        {
            signals = _state.Take(sighting);
        }

        if (sighting.Kind == SightingKind.Asked)
        {
            _openHooks.Add(sighting.Id!);
        }

        if (sighting.Message is { } message && _awaited.TryGetValue(message, out var arrival))
        {
            arrival.TrySetResult();
        }

        if (sighting.Message is not null)
        {
            _typed.Forget(sighting.Message);
        }

        return SignalCursors.Number(signals, end, _request.Cursor);
    }

    private IEnumerable<Sighting> Look(bool isLast)
    {
        var hasSeen = false;
        foreach (var sighting in _watch.Look(_state))
        {
            hasSeen = true;
            yield return sighting;
        }

        if (!hasSeen && !isLast && _state.IsSettling && _timeProvider.GetElapsedTime(_lastSeen) > s_settling)
        {
            yield return _watch.At(new Sighting { Kind = SightingKind.Settled });
        }
    }

    /// <summary>Types the prompt when the tool is ready for it, and once more where it did not arrive.</summary>
    private async Task<IReadOnlyList<Sighting>> TypePromptAsync(CancellationToken cancellationToken)
    {
        if (!_state.IsPromptOpen || !_state.IsIdle || (_lastTyped is { } last && _timeProvider.GetElapsedTime(last) < s_arrival))
        {
            return [];
        }

        if (_lastTyped is null && _state.TimesTyped > 0)
        {
            // An earlier host has typed it and died: it may be on its way.
            _lastTyped = _timeProvider.GetTimestamp();
            return [];
        }

        if (_state.TimesTyped >= MostTyped)
        {
            return [_watch.At(new Sighting { Kind = SightingKind.NotTaken })];
        }

        var text = await File.ReadAllTextAsync(_files.Prompt, cancellationToken).ConfigureAwait(false);
        if (File.Exists(_files.PromptMessage))
        {
            await _typed.RememberAsync(await File.ReadAllTextAsync(_files.PromptMessage, cancellationToken).ConfigureAwait(false), text, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await Typist.TypeAsync(_request.Process, text, clearsFirst: _state.TimesTyped > 0, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // It has ended, which is told in a moment.
            return [];
        }

        _lastTyped = _timeProvider.GetTimestamp();
        return [_watch.At(new Sighting { Kind = SightingKind.Typing })];
    }

    private async Task<MessageDelivery> WithdrawAsync(AgentMessage message, CancellationToken cancellationToken)
    {
        bool isInTurn;
        lock (_lock)
        {
            isInTurn = _state.IsInTurn;
        }

        if (isInTurn)
        {
            // It stands in the tool's own queue, and comes when the tool has time for it.
            return new MessageDelivery(MessageStage.Submitted);
        }

        _typed.Forget(message.Id);
        try
        {
            await _request.Process.SendKeyAsync(RunKey.Interrupt, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }

        return new MessageDelivery(MessageStage.Failed, "The message was typed and the tool did not take it. Attach to the terminal to see what is in the way.");
    }

    /// <summary>Lets go of hooks whose questions were settled at the screen.</summary>
    private async Task ReleaseHooksAsync(CancellationToken cancellationToken)
    {
        foreach (var question in _openHooks.Except(_state.Questions.Select(static question => question.Id), StringComparer.Ordinal).ToList())
        {
            await HookAnswer.ReleaseAsync(_files, question, cancellationToken).ConfigureAwait(false);
            _openHooks.Remove(question);
        }
    }

    /// <summary>Waits for the process's end. What it shows on its screen is not looked at.</summary>
    private async Task<RunExited?> WatchExitAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (item is RunExited exited)
            {
                return exited;
            }
        }

        return null;
    }
}
