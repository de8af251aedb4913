namespace Ao;

/// <summary>The optional promise of an implementation that acts outside: however often one operation is called for, and however late a call that broke off still arrives, it happens once.</summary>
/// <remarks>
/// <para>Only where the thing is made it can be kept: a creation that fails if the key is there, a state that is set only from the state before.
/// To look for the key and then to create does not keep it, because a call that the caller has given up can land between the two.</para>
/// <para>The host repeats a call whose outcome is unknown only where this promise is given; otherwise it reads back, and leaves what it does not find to a person.</para>
/// </remarks>
public interface IOncePerKey
{
    /// <summary>Gets whether the promise is given for every operation of this implementation, under its present settings.</summary>
    bool ActsOncePerKey { get; }
}
