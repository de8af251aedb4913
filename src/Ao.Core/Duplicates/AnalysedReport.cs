namespace Ao.Duplicates;

/// <summary>A report as it is compared: no text of it is kept.</summary>
internal sealed class AnalysedReport(ReportDocument document, string key)
{
    /// <summary>Gets the id.</summary>
    public string Id { get; } = document.Id;

    /// <summary>Gets the content key.</summary>
    public string Key { get; } = key;

    /// <summary>Gets who filed it.</summary>
    public string? Session { get; } = document.Session;

    /// <summary>Gets the kind.</summary>
    public Reports.ReportType Type { get; } = document.Type;

    /// <summary>Gets the versions.</summary>
    public string[] Versions { get; } = Duplicates.Components.Of(document.Version);

    /// <summary>Gets when it was filed.</summary>
    public DateTimeOffset Created { get; } = document.Created;

    /// <summary>Gets the components.</summary>
    public string[] Components { get; } = Duplicates.Components.Of(document.Component);

    /// <summary>Gets the terms, in the order of their numbers, each once.</summary>
    public required TermUse[] Terms { get; init; }

    /// <summary>Gets hashes of the title's runs of three characters, in order, each once.</summary>
    public required uint[] TitleTrigrams { get; init; }

    /// <summary>Gets hashes of pairs of lasting words that follow each other, in order, each once.</summary>
    public required uint[] Phrases { get; init; }

    /// <summary>Gets the terms that the vocabulary has not taken in, by their numbers.</summary>
    public required IReadOnlyDictionary<int, string> OtherTerms { get; init; }

    /// <summary>Gets or sets its place in the index, in the order of insertion.</summary>
    public int Place { get; set; } = int.MaxValue;
}
