namespace Ao.Reviews;

/// <summary>Why a review goes no further by itself.</summary>
internal enum StallKind
{
    /// <summary>The findings do not get fewer.</summary>
    NotShrinking,

    /// <summary>There were as many rounds as there may be.</summary>
    TooManyRounds,

    /// <summary>The author has ended, and nobody is there to mend anything.</summary>
    AuthorEnded,

    /// <summary>The author is done with the findings and has proposed nothing new.</summary>
    NothingNew,

    /// <summary>Reviewers give no verdict that counts.</summary>
    ReviewersFailed,
}
