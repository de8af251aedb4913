using Ao.Configuration;
using Ao.Plugins;

namespace Ao.Convergence;

/// <summary>What one detector was given, and what it has found. A detector that takes in what is new is given no more than that; any other is given everything again.</summary>
internal sealed class DetectorIndex
{
    private readonly string _name;
    private readonly IConvergenceDetector _detector;
    private readonly IConvergenceIndex? _index;
    private readonly ConvergenceRequest _settings;
    private readonly Dictionary<string, ForkHistory> _all = new(StringComparer.Ordinal);
    private bool _hasNews;

    private DetectorIndex(string name, IConvergenceDetector detector, IConvergenceIndex? index, ConvergenceRequest settings) =>
        (_name, _detector, _index, _settings) = (name, detector, index, settings);

    public string Name => _name;

    public static DetectorIndex Open(ISlotCatalog plugins, string name, ConvergenceOptions options)
    {
        var settings = new ConvergenceRequest { Forks = [], Window = options.Window, MinimumConfidence = options.MinConfidence };
        var detector = plugins.Get<IConvergenceDetector>(name);
        return new DetectorIndex(name, detector, plugins.Find<IIncrementalDetector>(Slot.Convergence, name)?.OpenIndex(settings), settings);
    }

    /// <summary>Takes in what is new of a fork. It is compared when <see cref="TakeAsync"/> asks for what was found.</summary>
    public async Task AddAsync(ForkHistory news, CancellationToken cancellationToken)
    {
        _hasNews = true;
        if (_index is not null)
        {
            await CallAsync(
                async () =>
                {
                    await _index.TakeAsync([news], cancellationToken).ConfigureAwait(false);
                    return [];
                },
                cancellationToken).ConfigureAwait(false);
            return;
        }

        _all[news.ForkId] = _all.TryGetValue(news.ForkId, out var known)
            ? known with { Name = news.Name ?? known.Name, IsUpstream = news.IsUpstream || known.IsUpstream, Records = [.. known.Records, .. news.Records], Changes = [.. known.Changes, .. news.Changes] }
            : news;
    }

    /// <summary>Gives the findings that are new or have changed since it was asked last; all, where the detector does not tell.</summary>
    public async Task<IReadOnlyList<Finding>> TakeAsync(CancellationToken cancellationToken)
    {
        if (!_hasNews)
        {
            return [];
        }

        _hasNews = false;
        return await CallAsync(
            () => _index is not null ? _index.AddAsync([], cancellationToken) : _detector.DetectAsync(_settings with { Forks = [.. _all.Values] }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An index comes from the plugin itself and not through what guards its other calls.</summary>
    private async ValueTask<IReadOnlyList<Finding>> CallAsync(Func<ValueTask<IReadOnlyList<Finding>>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not AoException && !cancellationToken.IsCancellationRequested)
        {
            throw new PluginException(null, $"The detector '{_name}' failed: {Printable.Quote(exception.Message)} What was read is compared anew at the next look.", exception);
        }
    }
}
