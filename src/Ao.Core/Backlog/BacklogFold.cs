using Ao.Journal;

namespace Ao.Backlog;

/// <summary>Folds facts to the state of an item: a pure function.</summary>
internal static class BacklogFold
{
    /// <summary>Takes a fact into the state.</summary>
    /// <param name="item">The state, or <see langword="null"/> before the first fact.</param>
    /// <param name="project">The project.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    /// <returns>The state afterwards; <see langword="null"/> while the issue was never taken.</returns>
    public static BacklogItem? Apply(BacklogItem? item, ProjectId project, Fact fact, object body)
    {
        if (body is BacklogFacts.Taken taken)
        {
            return new BacklogItem
            {
                Project = project,
                Issue = taken.Issue,
                Version = fact.Version,
                Title = taken.Title,
                Location = taken.Location,
                Phase = BacklogPhase.Taken,
                Attempt = taken.Attempt,
                Round = fact.Version,
                BreaksDown = taken.BreaksDown,
                IsAtomic = item?.IsAtomic == true,
                At = fact.At,
            };
        }

        if (body is BacklogFacts.Resumed && item is not null)
        {
            return item with { Phase = BacklogPhase.Working, Version = fact.Version, Round = fact.Version, IsMarked = false, IsIssueClosed = false, IsSessionTold = false, IsSetAside = false, Reason = null, At = fact.At };
        }

        return item is null ? null : Apply(item, body, fact.At) with { Version = fact.Version };
    }

    private static BacklogItem Apply(BacklogItem item, object body, DateTimeOffset at) => body switch
    {
        BacklogFacts.Started started => item with { Phase = BacklogPhase.Working, Session = started.Session, At = at },
        BacklogFacts.Marked => item with { IsMarked = true },
        BacklogFacts.IssueClosed => item with { IsIssueClosed = true },
        BacklogFacts.SessionTold => item with { IsSessionTold = true },
        BacklogFacts.Failed failed => item with { Phase = BacklogPhase.Leaving, Reason = failed.Reason, IsSetAside = failed.IsSetAside, At = at },
        BacklogFacts.Parted => item with { Session = null },
        BacklogFacts.FoundAtomic => item with { Phase = BacklogPhase.Leaving, IsAtomic = true, Reason = null, At = at },

        // What came to nothing counts; what was only looked at does not.
        BacklogFacts.Left => item with { Phase = BacklogPhase.Free, Attempt = item.Reason is null ? item.Attempt - 1 : item.Attempt, At = at },
        BacklogFacts.Finished => item with { Phase = BacklogPhase.Finished, At = at },
        BacklogFacts.BreakdownRefused refused => item with { Refused = refused.Number },
        BacklogFacts.BreakdownAccepted accepted => item with { Phase = BacklogPhase.Dividing, Breakdown = accepted.Breakdown, At = at },
        BacklogFacts.PartCreated part => item with { Parts = item.Parts.SetItem(part.Key, part.Issue) },
        BacklogFacts.Divided => item with { Phase = BacklogPhase.Divided, At = at },
        BacklogFacts.PartsClosed when item.Phase == BacklogPhase.Divided => item with { Phase = BacklogPhase.Closing, At = at },
        _ => item,
    };
}
