using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>Lets calls of one credential go as its quota allows. What cannot go soon is refused, with the time at which it can.</summary>
internal sealed partial class QuotaGovernor(QuotaPolicy policy, int maxConcurrent, QuotaFile file, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private const int MaxLooks = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_saveInterval = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _calls = new(maxConcurrent);
    private readonly SemaphoreSlim _looks = new(Math.Min(MaxLooks, maxConcurrent));
    private readonly SemaphoreSlim _writer = new(1);
    private readonly SemaphoreSlim _saving = new(1);
    private QuotaState? _state;
    private DateTimeOffset _savedAt;
    private int _writers;

    /// <summary>Gets what is known.</summary>
    public QuotaState State
    {
        get
        {
            lock (_gate)
            {
                return _state ?? new QuotaState();
            }
        }
    }

    /// <summary>Waits until a call may go, where that is soon.</summary>
    /// <returns>What the call holds until it has ended.</returns>
    /// <exception cref="TransientException">It may not go soon: until when is in the exception.</exception>
    public async ValueTask<QuotaLease> EnterAsync(QuotaNeed need, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!need.IsWrite)
        {
            return await TakeAsync(need, cancellationToken).ConfigureAwait(false);
        }

        // Writers wait in turn, so that none is overtaken again and again; and outside, so that they keep nobody from reading.
        var before = Interlocked.Increment(ref _writers) - 1;
        try
        {
            var wait = before * policy.WriteInterval;
            if (wait > s_patience)
            {
                throw Later(timeProvider.GetUtcNow() + wait, wait, "other writes wait, and writes keep their distance");
            }

            await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await TakeAsync(need, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _writer.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _writers);
        }
    }

    public void Dispose()
    {
        _calls.Dispose();
        _looks.Dispose();
        _writer.Dispose();
        _saving.Dispose();
    }

    /// <summary>Says until when a call of the kind has to wait, where it has to.</summary>
    public QuotaVerdict Ask(QuotaNeed need)
    {
        lock (_gate)
        {
            return QuotaRules.Decide(_state ?? new QuotaState(), need, timeProvider.GetUtcNow(), policy);
        }
    }

    internal async ValueTask LeaveAsync(QuotaNeed need, QuotaOutcome outcome, SemaphoreSlim held)
    {
        var now = timeProvider.GetUtcNow();
        bool isDue;
        lock (_gate)
        {
            var before = _state!;
            _state = QuotaRules.Leave(before, need, outcome, now);
            isDue = need.IsWrite || outcome.IsLimited || now - _savedAt >= s_saveInterval;
            if (_state.NotBefore is { } until && until != before.NotBefore)
            {
                LogAskedToWait(until, _state.Strikes);
            }
            else if (_state.OpenUntil is { } open && open != before.OpenUntil)
            {
                LogFailing(_state.Failures, open);
            }
        }

        held.Release();
        if (isDue)
        {
            await SaveAsync(now).ConfigureAwait(false);
        }
    }

    private async ValueTask<QuotaLease> TakeAsync(QuotaNeed need, CancellationToken cancellationToken)
    {
        var held = need.MayUseReserve ? _calls : _looks;
        await held.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await PassAsync(need, cancellationToken).ConfigureAwait(false);
            return new QuotaLease(this, need, held);
        }
        catch
        {
            held.Release();
            throw;
        }
    }

    private static TransientException Later(DateTimeOffset at, TimeSpan wait, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"GitHub is not called before {at:yyyy-MM-dd HH:mm:ss} UTC: {reason}. It goes on by itself then."), wait);

    private async ValueTask PassAsync(QuotaNeed need, CancellationToken cancellationToken)
    {
        var patient = timeProvider.GetUtcNow() + s_patience;
        while (true)
        {
            QuotaVerdict verdict;
            var now = timeProvider.GetUtcNow();
            lock (_gate)
            {
                verdict = QuotaRules.Decide(_state!, need, now, policy);
                if (verdict.MayGo)
                {
                    _state = QuotaRules.Enter(_state!, need, now);
                    return;
                }
            }

            var wait = verdict.At!.Value - now;
            if (!verdict.IsPacing || verdict.At > patient)
            {
                throw Later(verdict.At.Value, wait, verdict.Reason);
            }

            await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_state is not null)
            {
                return;
            }
        }

        var kept = await ReadAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _state ??= kept;
        }
    }

    private async ValueTask<QuotaState> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotRead(exception);
            return new QuotaState();
        }
    }

    private async ValueTask SaveAsync(DateTimeOffset now)
    {
        // One that is being written is followed by another soon; what is left over comes with the next call.
        if (!_saving.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            _savedAt = now;
            await file.WriteAsync(State).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotKept(exception);
        }
        finally
        {
            _saving.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "GitHub asked to wait until {Until}, time {Strikes} in a row.")]
    private partial void LogAskedToWait(DateTimeOffset until, int strikes);

    [LoggerMessage(LogLevel.Warning, "GitHub failed {Failures} times in a row. It is left alone until {Until}.")]
    private partial void LogFailing(int failures, DateTimeOffset until);

    [LoggerMessage(LogLevel.Warning, "What is known of GitHub's quota could not be read; it is learned anew.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "What is left of GitHub's quota could not be kept; after a restart it is learned anew.")]
    private partial void LogNotKept(Exception exception);
}
