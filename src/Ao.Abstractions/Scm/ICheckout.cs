namespace Ao.Scm;

/// <summary>A clean copy of a revision. Disposing it removes it.</summary>
public interface ICheckout : IAsyncDisposable
{
    /// <summary>Gets the folder.</summary>
    string Path { get; }

    /// <summary>Gets the revision.</summary>
    string Revision { get; }
}
