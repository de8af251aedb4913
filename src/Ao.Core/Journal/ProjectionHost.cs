namespace Ao.Journal;

/// <summary>Reads each fact once and hands it to every projection.</summary>
internal sealed class ProjectionHost(FactCatalog catalog, IEnumerable<IProjection> projections) : IJournalObserver
{
    private readonly IProjection[] _projections = [.. projections];

    public void OnCommitted(Fact fact)
    {
        if (catalog.Decode(fact) is not { } body)
        {
            return;
        }

        foreach (var projection in _projections)
        {
            projection.Apply(fact, body);
        }
    }
}
