namespace Ao.Plugins.GitHub.Looks;

/// <summary>Tells when to look out of turn: a while after the first of several changes, and soon where GitHub was still computing.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class LookWaking(TimeProvider timeProvider)
{
    private const double MostExtra = 10;
    private const int Storm = 30;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_liveFor = TimeSpan.FromMinutes(15);
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _due = DateTimeOffset.MaxValue;
    private DateTimeOffset _told = DateTimeOffset.MinValue;
    private DateTimeOffset _given = DateTimeOffset.MinValue;
    private DateTimeOffset _refilled = timeProvider.GetUtcNow();
    private double _extra = MostExtra;
    private bool _isExtra;
    private int _dirty;

    /// <summary>Gets whether webhooks tell what changes: one came lately.</summary>
    public bool IsLive
    {
        get
        {
            lock (_gate)
            {
                return timeProvider.GetUtcNow() - _told <= s_liveFor;
            }
        }
    }

    /// <summary>Gets how long changes are gathered: longer where many come, which costs the same then.</summary>
    public TimeSpan Window
    {
        get
        {
            lock (_gate)
            {
                return _dirty > Storm ? s_window * 2 : s_window;
            }
        }
    }

    /// <summary>Takes note that a webhook came.</summary>
    public void Told(DateTimeOffset at)
    {
        lock (_gate)
        {
            _told = at > _told ? at : _told;
        }
    }

    /// <summary>Takes note of what is known now.</summary>
    public void Update(IEnumerable<LookFacts> all)
    {
        lock (_gate)
        {
            var facts = all.ToList();
            _dirty = facts.Count(static one => one.DirtySince is not null);
            var pace = new LookPace(1, IsLive: true, Window);
            var dirty = facts.Select(one => LookSchedule.DirtyOf(one, pace)).Where(IsNew).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            var unknown = Refill() >= 1 ? facts.Select(LookSchedule.UnknownOf).Where(IsNew).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() : DateTimeOffset.MaxValue;
            _isExtra = unknown < dirty;
            _due = _isExtra ? unknown : dirty;
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Gives when the next hint is due, for ever where none is, and what completes when that changes.</summary>
    public (DateTimeOffset Due, Task Changed) Next()
    {
        lock (_gate)
        {
            return (_due > _given ? _due : DateTimeOffset.MaxValue, _changed.Task);
        }
    }

    /// <summary>Takes a hint that is due. It is not given again before something else is known.</summary>
    /// <returns>Whether one was due.</returns>
    public bool Take()
    {
        lock (_gate)
        {
            if (_due <= _given || _due > timeProvider.GetUtcNow())
            {
                return false;
            }

            _given = _due;
            _extra -= _isExtra ? 1 : 0;
            return true;
        }
    }

    /// <summary>Whether no hint was given for it.</summary>
    private bool IsNew(DateTimeOffset due) => due > _given;

    /// <summary>Out of turn because GitHub was computing is looked ten times an hour: it costs as much as a whole look.</summary>
    private double Refill()
    {
        var now = timeProvider.GetUtcNow();
        _extra = Math.Min(MostExtra, _extra + (MostExtra * ((now - _refilled) / TimeSpan.FromHours(1))));
        _refilled = now;
        return _extra;
    }
}
