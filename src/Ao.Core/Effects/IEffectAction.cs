using System.Text.Json.Serialization.Metadata;

namespace Ao.Effects;

/// <summary>How an effect is found and performed.</summary>
/// <typeparam name="T">What it creates.</typeparam>
internal interface IEffectAction<T>
    where T : class
{
    /// <summary>Gets how the result is written to the journal.</summary>
    JsonTypeInfo<T> ResultType { get; }

    /// <summary>Gets whether what it creates can be looked for. What cannot is not found before it is performed, and stays unknown when the call broke off.</summary>
    bool CanBeFound => true;

    /// <summary>Gets whether the call may be made again when it is not known what became of it: only where <see cref="IOncePerKey"/> is promised.</summary>
    bool MayRepeat => false;

    /// <summary>Gets whether its key stands for one question: a person's no to it stays one, also where it came before this host began to wait for it.</summary>
    bool AsksOnce => false;

    /// <summary>Looks for what an earlier attempt may have created.</summary>
    ValueTask<T?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Performs the effect. It takes no token: a call that has begun is carried through, because breaking it off would leave unknown what it did.</summary>
    ValueTask<T> PerformAsync();
}
