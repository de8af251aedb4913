namespace Ao.Scm;

/// <summary>The mark of an <see cref="ICheckHost"/> that runs checks itself when it is asked for them: no other machinery does.</summary>
/// <remarks>The host has such an implementation run what is pending. Any other runs its checks by itself, and to ask it again would only cost calls.</remarks>
public interface IRunsChecks;
