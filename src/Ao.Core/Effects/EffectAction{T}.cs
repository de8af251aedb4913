using System.Text.Json.Serialization.Metadata;

namespace Ao.Effects;

/// <summary>How an effect is found and performed, put together from the calls of a contract.</summary>
/// <typeparam name="T">What it creates.</typeparam>
internal sealed class EffectAction<T> : IEffectAction<T>
    where T : class
{
    public required JsonTypeInfo<T> ResultType { get; init; }

    /// <summary>Gets how it is looked for; <see langword="null"/> where it cannot be.</summary>
    public Func<CancellationToken, ValueTask<T?>>? Find { get; init; }

    public required Func<ValueTask<T>> Perform { get; init; }

    public bool CanBeFound => Find is not null;

    public bool MayRepeat { get; init; }

    public bool AsksOnce { get; init; }

    public async ValueTask<T?> FindAsync(CancellationToken cancellationToken) =>
        Find is null ? null : await Find(cancellationToken).ConfigureAwait(false);

    public ValueTask<T> PerformAsync() => Perform();
}
