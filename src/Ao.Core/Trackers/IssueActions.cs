using Ao.Effects;
using Ao.Plugins;
using Ao.Sessions.Steps;

namespace Ao.Trackers;

/// <summary>How the effects on issues are found and performed by a tracker.</summary>
internal static class IssueActions
{
    public static EffectAction<Issue> Create(ISlotCatalog plugins, string tracker, IssueRequest request)
    {
        var target = plugins.Get<ITracker>(tracker);
        return new EffectAction<Issue>
        {
            ResultType = EffectResultsJson.Default.Issue,
            Find = token => target.FindAsync(request.Source, request.Key, token),
            Perform = () => target.CreateAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(plugins, Slot.Tracker, tracker),
        };
    }

    /// <remarks>An issue does not say which updates it has had, so that an update cannot be looked for.</remarks>
    public static EffectAction<Issue> Update(ISlotCatalog plugins, string tracker, IssueUpdate update)
    {
        var target = plugins.Get<ITracker>(tracker);
        return new EffectAction<Issue>
        {
            ResultType = EffectResultsJson.Default.Issue,
            Perform = () => target.UpdateAsync(update),
            MayRepeat = OncePerKey.IsPromisedBy(plugins, Slot.Tracker, tracker),
        };
    }
}
