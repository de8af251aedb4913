using Ao.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Sessions.Admission;

/// <summary>Lets sessions have a live process, as far as count and memory allow, in a fair order.</summary>
internal sealed partial class AdmissionController : IDisposable
{
    /// <summary>How often memory is looked at again while sessions wait for it.</summary>
    private static readonly TimeSpan s_memoryInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long a session that was admitted is taken to grow: until then its memory is reserved, from then on it is in what is measured.</summary>
    private static readonly TimeSpan s_growth = TimeSpan.FromSeconds(10);

    /// <summary>The same for an agent that says how much it takes: large tools come up slowly.</summary>
    private static readonly TimeSpan s_knownGrowth = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<(AdmissionRequest Request, TaskCompletionSource<AdmissionTicket> Completion)> _waiting = [];
    private readonly Dictionary<ProjectId, int> _running = [];
    private readonly List<Reservation> _reservations = [];
    private readonly AdmissionOptions _options;
    private readonly IMemoryProbe _memory;
    private readonly TimeProvider _time;
    private readonly ILogger<AdmissionController> _logger;
    private readonly ITimer _timer;
    private bool _probeFails;

    public AdmissionController(IOptions<AoOptions> options, IMemoryProbe memory, TimeProvider time, ILogger<AdmissionController> logger)
    {
        _time = time;
        _logger = logger;
        _options = options.Value.Admission;
        _memory = memory;
        _timer = time.CreateTimer(static state => ((AdmissionController)state!).AdmitWhoCanBe(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits until the session may run.</summary>
    /// <returns>The ticket, to be disposed when it no longer runs.</returns>
    public async Task<AdmissionTicket> EnterAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<AdmissionTicket>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            // Sessions come in any order when a host starts again with many that wait.
            var behind = _waiting.FindIndex(entry => entry.Request.RequestedAt > request.RequestedAt);
            _waiting.Insert(behind < 0 ? _waiting.Count : behind, (request, completion));
        }

        AdmitWhoCanBe();
        await using var registration = cancellationToken.Register(() => Abandon(completion, cancellationToken)).ConfigureAwait(false);
        return await completion.Task.ConfigureAwait(false);
    }

    /// <summary>Takes in a session that runs already, whatever the limits say.</summary>
    public AdmissionTicket Adopt(ProjectId project)
    {
        lock (_lock)
        {
            return Count(project, reservation: null);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void AdmitWhoCanBe()
    {
        lock (_lock)
        {
            while (_waiting.Count > 0)
            {
                var lacksMemory = false;
                var next = AdmissionDecision.Next([.. _waiting.Select(static entry => entry.Request)], _running, _options.MaxSessions, request => !(lacksMemory = !HasMemory(request)));
                if (next < 0)
                {
                    if (lacksMemory)
                    {
                        _timer.Change(s_memoryInterval, Timeout.InfiniteTimeSpan);
                    }

                    return;
                }

                var (request, completion) = _waiting[next];
                _waiting.RemoveAt(next);
                var reservation = new Reservation(_time.GetTimestamp(), request.Megabytes ?? _options.AssumedSessionMegabytes, request.Megabytes is null ? s_growth : s_knownGrowth);
                _reservations.Add(reservation);
                completion.SetResult(Count(request.Project, reservation));
            }
        }
    }

    private bool HasMemory(AdmissionRequest request)
    {
        _reservations.RemoveAll(reservation => _time.GetElapsedTime(reservation.MadeAt) >= reservation.Growth);
        try
        {
            var available = _memory.AvailableBytes;
            _probeFails = false;
            return AdmissionDecision.HasMemory(available / (1024 * 1024), _reservations.Sum(static reservation => reservation.Megabytes), request.Megabytes ?? 0, _options);
        }
        catch (Exception exception)
        {
            // Nobody who waits is to blame for it, and a timer has no caller that could be told: who waits goes on waiting, and it is asked again.
            if (!_probeFails)
            {
                LogProbeFails(exception);
            }

            _probeFails = true;
            return false;
        }
    }

    private AdmissionTicket Count(ProjectId project, Reservation? reservation)
    {
        _running[project] = _running.GetValueOrDefault(project) + 1;
        return new AdmissionTicket(() => Leave(project, reservation));
    }

    private void Leave(ProjectId project, Reservation? reservation)
    {
        lock (_lock)
        {
            _running[project]--;
            if (reservation is not null)
            {
                _reservations.Remove(reservation);
            }
        }

        AdmitWhoCanBe();
    }

    private void Abandon(TaskCompletionSource<AdmissionTicket> completion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.RemoveAll(entry => entry.Completion == completion) > 0)
            {
                completion.SetCanceled(cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "It cannot be told how much memory is available, so that only one session at a time is admitted until it can.")]
    private partial void LogProbeFails(Exception exception);

    /// <summary>Memory that a session which was just admitted is going to take. Each is one of its own, so that leaving gives back the right one.</summary>
    private sealed class Reservation(long madeAt, long megabytes, TimeSpan growth)
    {
        public long MadeAt => madeAt;

        public long Megabytes => megabytes;

        public TimeSpan Growth => growth;
    }
}
