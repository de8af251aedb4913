using System.Text.Json.Serialization.Metadata;

namespace Ao.Effects;

/// <summary>How an effect is found and performed.</summary>
/// <typeparam name="T">What it creates.</typeparam>
internal interface IEffectAction<T>
    where T : class
{
    /// <summary>Gets how the result is written to the journal.</summary>
    JsonTypeInfo<T> ResultType { get; }

    /// <summary>Looks for what an earlier attempt may have created.</summary>
    ValueTask<T?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Performs the effect.</summary>
    ValueTask<T> PerformAsync(CancellationToken cancellationToken);
}
