using Ao.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Sessions.Admission;

/// <summary>Lets sessions have a live process, as far as count and memory allow, in a fair order.</summary>
internal sealed class AdmissionController : IDisposable
{
    /// <summary>How often memory is looked at again while sessions wait for it.</summary>
    private static readonly TimeSpan s_memoryInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<(AdmissionRequest Request, TaskCompletionSource<AdmissionTicket> Completion)> _waiting = [];
    private readonly Dictionary<ProjectId, int> _running = [];
    private readonly AdmissionOptions _options;
    private readonly IMemoryProbe _memory;
    private readonly ITimer _timer;

    public AdmissionController(IOptions<AoOptions> options, IMemoryProbe memory, TimeProvider time)
    {
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
            _waiting.Add((request, completion));
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
            return Count(project);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void AdmitWhoCanBe()
    {
        lock (_lock)
        {
            while (_waiting.Count > 0)
            {
                var hasMemory = _memory.AvailableBytes >= _options.MinFreeMemoryMegabytes * 1024 * 1024;
                var next = AdmissionDecision.Next([.. _waiting.Select(static entry => entry.Request)], _running, _options.MaxSessions, hasMemory);
                if (next < 0)
                {
                    if (!hasMemory)
                    {
                        _timer.Change(s_memoryInterval, Timeout.InfiniteTimeSpan);
                    }

                    return;
                }

                var (request, completion) = _waiting[next];
                _waiting.RemoveAt(next);
                completion.SetResult(Count(request.Project));
            }
        }
    }

    private AdmissionTicket Count(ProjectId project)
    {
        _running[project] = _running.GetValueOrDefault(project) + 1;
        return new AdmissionTicket(() => Leave(project));
    }

    private void Leave(ProjectId project)
    {
        lock (_lock)
        {
            _running[project]--;
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
}
