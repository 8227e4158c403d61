"""What the cluster needs inside itself: CoreDNS' rights and the Service that names it."""

from local.cluster import ports
from local.cluster.network import DNS_SERVICE, NODE_ADDRESS

DNS = f"""\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: system:coredns
rules:
  - apiGroups: [""]
    resources: [services, pods, namespaces]
    verbs: [list, watch]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: system:coredns
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:coredns
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: system:coredns
---
apiVersion: v1
kind: Service
metadata:
  name: kube-dns
  namespace: kube-system
  labels:
    k8s-app: kube-dns
spec:
  clusterIP: {DNS_SERVICE}
  ports:
    - {{name: dns, port: 53, protocol: UDP, targetPort: {ports.DNS}}}
    - {{name: dns-tcp, port: 53, protocol: TCP, targetPort: {ports.DNS}}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: kube-dns
  namespace: kube-system
  labels:
    kubernetes.io/service-name: kube-dns
addressType: IPv4
endpoints:
  - addresses: ["{NODE_ADDRESS}"]
ports:
  - {{name: dns, port: {ports.DNS}, protocol: UDP}}
  - {{name: dns-tcp, port: {ports.DNS}, protocol: TCP}}
"""
