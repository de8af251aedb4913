namespace Ao.Duplicates;

/// <summary>What is measured of a report and a candidate, in the order of the values.</summary>
internal enum PairFeature
{
    /// <summary>The text score over what the report has for itself, and the longer of both a little.</summary>
    TextScore,

    /// <summary>The text score over the mean of what both have for themselves.</summary>
    TextScoreBothWays,

    /// <summary>The logarithm of the text score.</summary>
    TextAmount,

    /// <summary>The text score over the best candidate's.</summary>
    AgainstBest,

    /// <summary>What the titles share, over all that they have.</summary>
    TitleJaccard,

    /// <summary>How much the titles share by threes of letters, so that a slip does not make another word.</summary>
    TitleSpelling,

    /// <summary>How much of the title with less in it the other has.</summary>
    TitleContained,

    /// <summary>Both titles have what the other does not: the mark of a template.</summary>
    TitlesDiffer,

    /// <summary>Both titles have what the whole other report does not.</summary>
    TopicsDiffer,

    /// <summary>How much of this title the other report has.</summary>
    TitleFound,

    /// <summary>How much of the other title this report has.</summary>
    ItsTitleFound,

    /// <summary>How much of the report with less in it the other has.</summary>
    TextContained,

    /// <summary>What the reports share, over all that they have.</summary>
    TextJaccard,

    /// <summary>How much of this report the other has.</summary>
    TextFound,

    /// <summary>What the reports share of identifiers, over all that they have.</summary>
    CodeJaccard,

    /// <summary>Both name identifiers that the other does not.</summary>
    CodeDiffers,

    /// <summary>Both titles name identifiers that the other does not.</summary>
    TitleCodeDiffers,

    /// <summary>Both titles have numbers, and none is the same.</summary>
    NumbersDiffer,

    /// <summary>The titles share a number.</summary>
    NumberShared,

    /// <summary>They share a component.</summary>
    ComponentShared,

    /// <summary>Both have components, and none is the same.</summary>
    ComponentDiffers,

    /// <summary>They are of one kind.</summary>
    SameType,

    /// <summary>How near in time they are; half of it is gone in 30 days.</summary>
    Weeks,

    /// <summary>How near in time they are; half of it is gone in two days.</summary>
    Days,

    /// <summary>One session filed both.</summary>
    SameSession,

    /// <summary>One session filed both within hours: it would not report twice what it has just reported.</summary>
    SameSessionSoon,

    /// <summary>They share a version.</summary>
    VersionShared,

    /// <summary>How many of the rare pairs of words that follow each other are the same, over the report with fewer.</summary>
    Phrases,

    /// <summary>The logarithm of what is shared of them.</summary>
    PhraseAmount,

    /// <summary>How much of the report with less in it the other has, leaving out what a title has.</summary>
    RestContained,

    /// <summary>Both have what the other has not, leaving out what a title has.</summary>
    RestsDiffer,

    /// <summary>Both are about something, in title and text, that the other does not name.</summary>
    SubjectsDiffer,
}
