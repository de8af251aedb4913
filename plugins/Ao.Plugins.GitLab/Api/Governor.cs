using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Keeps the plugin's calls within what the server allows, together for all sessions: one instant before which nothing is asked, a reserve for what people wait for, and a distance between changes.</summary>
internal sealed class Governor(IOptions<GitLabOptions> options, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan s_unsaid = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room = new(options.Value.Concurrency, options.Value.Concurrency);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private DateTimeOffset _reset = DateTimeOffset.MinValue;
    private DateTimeOffset _lastWrite = DateTimeOffset.MinValue;
    private long _limit;
    private long _remaining = long.MaxValue;

    /// <summary>Waits for a place.</summary>
    /// <returns>The place, which is given back by disposing it.</returns>
    /// <exception cref="TransientException">Nothing is to be asked now.</exception>
    public async ValueTask<Place> EnterAsync(CallPurpose purpose, CancellationToken cancellationToken)
    {
        Require(purpose);
        var isWrite = purpose is CallPurpose.Write;
        if (isWrite)
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            if (isWrite)
            {
                await SpaceAsync(cancellationToken).ConfigureAwait(false);
            }

            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (isWrite)
            {
                _turn.Release();
            }

            throw;
        }

        var place = new Place(_room, isWrite ? _turn : null);
        try
        {
            // Another call may have been told to wait meanwhile.
            Require(purpose);
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Takes in what an answer says of the limit.</summary>
    /// <returns>How long to wait, where the server refused because of it.</returns>
    public TimeSpan? Learn(HttpResponseMessage response)
    {
        var now = timeProvider.GetUtcNow();
        lock (_gate)
        {
            if (Number(response.Headers, "RateLimit-Limit") is { } limit && Number(response.Headers, "RateLimit-Remaining") is { } remaining && Number(response.Headers, "RateLimit-Reset") is { } reset)
            {
                (_limit, _remaining) = (limit, remaining);
                _reset = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(reset, 0, 253_402_300_799));
            }

            if ((int)response.StatusCode != 429)
            {
                return null;
            }

            var wait = WaitOf(response.Headers.RetryAfter, now) ?? (_remaining == 0 && _reset > now ? _reset - now : s_unsaid);
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > s_longest ? s_longest : wait;
            _notBefore = now + wait > _notBefore ? now + wait : _notBefore;
            return wait;
        }
    }

    public void Dispose()
    {
        _room.Dispose();
        _turn.Dispose();
    }

    private void Require(CallPurpose purpose)
    {
        var now = timeProvider.GetUtcNow();
        lock (_gate)
        {
            if (_notBefore > now)
            {
                throw Wait("GitLab has asked to be left alone", _notBefore, now);
            }

            if (_reset <= now || _reset - now > s_longest)
            {
                return;
            }

            if (_remaining <= 0)
            {
                throw Wait("GitLab's limit of requests is used up", _reset, now);
            }

            if (purpose is CallPurpose.Look && _remaining * 100 <= _limit * options.Value.ReservePercent)
            {
                throw Wait($"{_remaining} of {_limit} requests are left, which are kept for what people wait for", _reset, now);
            }
        }
    }

    private async ValueTask SpaceAsync(CancellationToken cancellationToken)
    {
        var wait = _lastWrite + options.Value.WriteSpacing - timeProvider.GetUtcNow();
        if (_lastWrite > DateTimeOffset.MinValue && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        _lastWrite = timeProvider.GetUtcNow();
    }

    private static TransientException Wait(string reason, DateTimeOffset until, DateTimeOffset now) =>
        new($"{reason}: it is asked again at {until.ToString("u", CultureInfo.InvariantCulture)}. Nothing was changed.", until - now);

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? (header?.Date is { } date ? date - now : null);

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A place among the calls under way.</summary>
    internal sealed class Place(SemaphoreSlim room, SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose()
        {
            room.Release();
            turn?.Release();
        }
    }
}
