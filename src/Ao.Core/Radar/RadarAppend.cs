using System.Globalization;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Projects;
using Ao.Sessions;
using Facts = Ao.Radar.RadarFacts;

namespace Ao.Radar;

/// <summary>Writes down what was decided of collisions, in one append with what sessions and people are told: all or nothing.</summary>
internal sealed class RadarAppend(SessionContext context, RadarProjection radar, NoticeDesk notices, FactLog log)
{
    private const string Topic = "radar.collision";

    /// <summary>Writes.</summary>
    /// <param name="project">The project.</param>
    /// <param name="choices">What was decided of which two sessions.</param>
    /// <param name="subjects">The sessions on the radar.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>Whether a session was told only a part of what it is to be told.</returns>
    /// <exception cref="StreamVersionException">Something else was written meanwhile: decide anew.</exception>
    public async Task<bool> WriteAsync(Project project, IReadOnlyDictionary<RadarPairId, RadarChoice> choices, IReadOnlyDictionary<SessionId, RadarSubject> subjects, CancellationToken cancellationToken)
    {
        if (choices.Count == 0)
        {
            return false;
        }

        var state = radar.Of(project.Id);
        var news = new Dictionary<SessionId, List<RadarNews>>();
        var isLeft = false;
        List<object> facts = [];
        List<StreamAppend?> others = [];
        foreach (var (pair, choice) in choices)
        {
            var known = state.Find(pair.Earlier, pair.Later) ?? new RadarPair { Earlier = pair.Earlier, Later = pair.Later };
            switch (choice.Action)
            {
                case RadarAction.Collide:
                    List<RadarTold> told = [];
                    foreach (var (session, files) in choice.Tell)
                    {
                        var recipient = news.TryGetValue(session, out var list) ? list : news[session] = [];
                        if (recipient.Count >= RadarTexts.MaxNews)
                        {
                            isLeft = true;
                            continue;
                        }

                        var other = session == pair.Earlier ? pair.Later : pair.Earlier;
                        recipient.Add(new RadarNews(other, session == pair.Later, subjects[other].HasProposed, files));
                        told.Add(new RadarTold(session, SessionMessages.NextId(subjects[session].State!), [.. files.Select(static file => file.Path)]));
                    }

                    var notice = choice.TellsPeople ? NoticeOf(project, known, choice.Files) : null;
                    if (notice is not null)
                    {
                        others.Add(notices.Prepare(notice));
                        others.Add(Closing(known, "There is a newer one."));
                    }

                    facts.Add(new Facts.Collided(pair.Earlier, pair.Later, subjects[pair.Earlier].Changes!.Revision, subjects[pair.Later].Changes!.Revision, choice.Files, told, notice?.Key));
                    break;
                case RadarAction.Part:
                    facts.Add(new Facts.Parted(pair.Earlier, pair.Later));
                    break;
                case RadarAction.Settle:
                    facts.Add(new Facts.Settled(pair.Earlier, pair.Later, choice.Reason));
                    others.Add(Closing(known, choice.Reason));
                    break;
            }
        }

        others.AddRange(news.Select(entry => context.Prepare(subjects[entry.Key].State!, SessionMessages.Accept(subjects[entry.Key].State!, RadarTexts.ToSession(entry.Value)))));
        await log.AppendAsync([log.Prepare(RadarFactKinds.StreamOf(project.Id), state.Version, facts), .. others.OfType<StreamAppend>()], cancellationToken).ConfigureAwait(false);
        return isLeft;
    }

    private StreamAppend? Closing(RadarPair pair, string reason) => pair.Notice is { } key ? notices.PrepareClosing(key, reason) : null;

    private NewNotice NoticeOf(Project project, RadarPair pair, IReadOnlyList<RadarFile> files) => new()
    {
        Key = context.Keys.Of(project.Id, string.Create(CultureInfo.InvariantCulture, $"radar/{pair.Earlier}/{pair.Later}/{pair.Notices + 1}")),
        Priority = NotificationPriority.Warning,
        Topic = Topic,
        Title = RadarTexts.TitleOf(pair),
        Body = RadarTexts.ToPeople(pair, files),
        Project = project.Id,
        Session = pair.Later,
        IsLatched = true,
    };
}
